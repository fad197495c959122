package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Amount;
import dev.yinhu.piiscanner.necessity.FieldUse;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Holdings;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Judge;
import dev.yinhu.piiscanner.necessity.JudgeSettings;
import dev.yinhu.piiscanner.necessity.Judged;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Levels;
import dev.yinhu.piiscanner.necessity.Looked;
import dev.yinhu.piiscanner.necessity.Reach;
import dev.yinhu.piiscanner.necessity.Scope;
import dev.yinhu.piiscanner.necessity.ShippedFacts;
import dev.yinhu.piiscanner.necessity.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A scan of a shop, judged, for the tests of the reports. */
public final class Items {
  /** A name with everything in it that markup and JSON have to escape. */
  public static final String HOSTILE = "<script>alert('&\"</script>\u0007\u202e\ud800";

  private Items() {}

  /** Levels by PIPL 28. */
  public static Levels levels() {
    return new Levels(ShippedFacts.profile("pipl-28"), ShippedFacts.categories());
  }

  /** Something of every kind, a hostile name, and a table that could not be read. */
  public static Judgements judgements() {
    Inventory inventory =
        new Inventory(
            Holdings.AT,
            List.of(new Looked(Scope.collection("shop", "users"), Reach.FULL)),
            List.of(new Unread(Scope.collection("shop", "secrets"), "no-permission")),
            List.of(
                found("shop", "users", "email", "EMAIL"),
                found("shop", "users", "phone", "CN_MOBILE"),
                found("shop", "users", "birthday", "BIRTH_DATE"),
                found("shop", "users", "fax", "CN_LANDLINE"),
                found("shop", "chats", "text", "CN_RESIDENT_ID"),
                found("crm", HOSTILE, HOSTILE, "BANK_CARD"),
                Holding.ciphertext(
                    HeldAt.field("shop", "users", "id_number"), Amount.sampled(9, 10, 100))));
    return new Judge(Holdings.register(), FieldUse.UNKNOWN, JudgeSettings.shipped())
        .judge(inventory);
  }

  private static Holding found(String store, String collection, String field, String type) {
    return Holding.plaintext(
        HeldAt.field(store, collection, field), new PiiType(type), Amount.full(1234, 2000));
  }

  /** The typed holdings of the scan as items, and a place in a file. */
  public static List<ReportItem> items() {
    List<ReportItem> items =
        new ArrayList<>(
            judgements().judged().stream()
                .filter(judged -> judged.holding().flatMap(Holding::type).isPresent())
                .map(Items::item)
                .toList());
    items.add(
        new ReportItem(
            HeldAt.whole("logs", "日志/a b:1.log"),
            Optional.of(new ReportItem.Region(3, 5, 16)),
            true,
            new PiiType("CN_MOBILE"),
            1,
            0.95,
            "file-fingerprint-0001",
            Optional.empty()));
    return items;
  }

  private static ReportItem item(Judged judged) {
    Holding holding = judged.holding().orElseThrow();
    return new ReportItem(
        holding.place(),
        Optional.empty(),
        false,
        holding.type().orElseThrow(),
        holding.amount().found(),
        1,
        "fp-0123456789abcdef-" + holding.type().orElseThrow().name(),
        Optional.of(judged));
  }
}
