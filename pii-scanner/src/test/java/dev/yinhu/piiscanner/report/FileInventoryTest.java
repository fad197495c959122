package dev.yinhu.piiscanner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Amount;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Holdings;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.Looked;
import dev.yinhu.piiscanner.necessity.Reach;
import dev.yinhu.piiscanner.necessity.Scope;
import dev.yinhu.piiscanner.necessity.Unread;
import dev.yinhu.piiscanner.report.ReportItem.Region;
import dev.yinhu.piiscanner.source.Form;
import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Why;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import dev.yinhu.piiscanner.source.Place;
import org.junit.jupiter.api.Test;

class FileInventoryTest {
  private static final PiiType MOBILE = new PiiType("CN_MOBILE");

  private final FileInventory inventory = new FileInventory("files");

  private void found(Place place, int value) {
    String fingerprint = "%032x".formatted(value);
    inventory.found(
        new Found("a/b.txt", place, MOBILE, 11, 0.9, new Sample("13****678", fingerprint)));
  }

  @Test
  void equalValuesOfAPlaceAreOneItemAndOneHoldingCountsAll() {
    found(new Place.InText(3, 5), 1);
    found(new Place.InText(9, 1), 1);
    found(new Place.InText(9, 20), 2);

    HeldAt place = HeldAt.whole("files", "a/b.txt");
    assertThat(inventory.items()).hasSize(2);
    assertThat(inventory.items().getFirst().occurrences()).isEqualTo(2);
    assertThat(inventory.items().getFirst().region()).contains(new Region(3, 5, 16));
    assertThat(inventory.inventory(Holdings.AT).holdings())
        .containsExactly(Holding.plaintext(place, MOBILE, Amount.full(3, 3)));
  }

  @Test
  void columnsAndPathsAreFieldsWhateverTheRecord() {
    found(new Place.InCell(2, 3, "phone", 0), 1);
    found(new Place.InCell(3, 4, "", 0), 2);
    found(new Place.InTree("$.users[2].phone", 1, 0), 3);
    found(new Place.InTree("/users/user[3]/@phone", 1, 0), 4);
    found(new Place.InTree("$[7]", 1, 0), 5);

    assertThat(inventory.items())
        .extracting(item -> item.place().field().orElse("-"))
        .containsExactly("phone", "4", "users.phone", "users.user.phone", "-");
    assertThat(inventory.items()).allMatch(item -> item.region().isEmpty());
  }

  @Test
  void whatWasNotReadIsUnreadButALinkIsReadWhereItLies() {
    inventory.happened(new WasSkipped("x.pdf", Why.DOCUMENT));
    inventory.happened(new WasSkipped("link", Why.LINK));
    inventory.happened(new WentWrong("y.gz", Wrong.TRUNCATED, ""));
    inventory.happened(new WentWrong("z.csv", Wrong.BROKEN_FORM, ""));

    assertThat(inventory.inventory(Holdings.AT).unread())
        .containsExactly(
            new Unread(Scope.collection("files", "x.pdf"), "document"),
            new Unread(Scope.collection("files", "y.gz"), "truncated"));
  }

  @Test
  void onlyFilesThatWereReadWereLookedAt() {
    inventory.happened(new WasRead("a.csv", Form.CSV, "UTF-8", 10, 0));

    assertThat(inventory.inventory(Holdings.AT).looked())
        .containsExactly(new Looked(Scope.collection("files", "a.csv"), Reach.FULL));
  }

  @Test
  void whatIsTooMuchIsToldByItsTypeAndTheInventoryIsNotComplete() {
    for (int i = 0; i < FileInventory.MOST; i++) {
      found(new Place.InText(1, 1), i);
    }
    assertThat(inventory.beyond()).isEmpty();

    found(new Place.InText(1, 1), FileInventory.MOST);
    found(new Place.InText(1, 1), 0);

    Inventory told = inventory.inventory(Holdings.AT);
    assertThat(inventory.items()).hasSize(FileInventory.MOST);
    assertThat(inventory.beyond()).containsExactly(MOBILE);
    assertThat(told.unread()).containsExactly(new Unread(Scope.store("files"), "too-many"));
    assertThat(told.holdings().getFirst().amount().found()).isEqualTo(FileInventory.MOST + 1L);
  }
}
