package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.Actor;
import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Entries of all kinds, the same for the same seed. */
final class SampleEntries {
  static final Instant START = Instant.parse("2026-06-01T04:00:00.000123Z");

  static final List<String> CALLERS =
      List.of("order-service", "support-desk", "marketing-job", "drill-7-agent");
  static final List<String> PURPOSES = List.of("deliver-order", "customer-support", "analysis");
  static final List<String> FIELDS =
      List.of("shop.users.phone", "shop.users.email", "shop.users.name", "商城.用户.地址");
  static final List<String> OUTCOMES = List.of("clear", "masked", "not-permitted");
  static final List<String> ACTORS = List.of("agent-7", "agent-8", "dpo.li");
  static final List<String> REASONS =
      List.of(
          "客户申请退款，核对收货地址",
          "退款",
          "order 77 was delivered late",
          "Refund for order 12",
          "北京东路的投诉",
          "核对ＡＢＣ款",
          "ＣＨＥＣＫ the address");

  private final RandomGenerator random;
  private Instant time = START;

  SampleEntries(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static List<AuditEntry> some(int count, long seed) {
    SampleEntries entries = new SampleEntries(seed);
    List<AuditEntry> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(entries.next());
    }
    return made;
  }

  static String subject(int number) {
    byte[] ref = new byte[16];
    ref[0] = (byte) number;
    ref[15] = (byte) (number * 31);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(ref);
  }

  AuditEntry next() {
    // Times are decided before indexes are given: now and then a later entry is of earlier time.
    time = time.plus(Duration.ofMillis(random.nextInt(-500, 60_000)));
    String request = "r-" + Long.toHexString(random.nextLong());
    return switch (random.nextInt(10)) {
      case 0 ->
          new AuditEntry.Admin(
              time,
              request,
              one(ACTORS),
              "register-apply",
              one(List.of(AuditEntry.Phase.values())),
              random.nextBoolean()
                  ? Map.of("version", "3", "drill", "true")
                  : Map.of("about", subject(random.nextInt(20))));
      case 1 ->
          new AuditEntry.Reading(
              time,
              request,
              one(ACTORS),
              "search",
              sometimes(subject(random.nextInt(20))),
              Map.of("q", "present"),
              3);
      default -> access(request);
    };
  }

  private AuditEntry access(String request) {
    return new AuditEntry.Access(
        time,
        request,
        random.nextBoolean() ? Operation.DECRYPT : Operation.ENCRYPT,
        new CallerName(one(CALLERS)),
        sometimes(new Purpose(one(PURPOSES))),
        new Behalf(sometimes(new Actor(one(ACTORS))), sometimes(new Reason(one(REASONS)))),
        random.nextInt(1, 4),
        items());
  }

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      List<String> subjects =
          random
              .ints(0, 20)
              .distinct()
              .limit(random.nextInt(4))
              .mapToObj(SampleEntries::subject)
              .toList();
      items.add(
          new Item(
              one(FIELDS),
              one(OUTCOMES),
              random.nextInt(8) == 0 ? "canary" : "",
              Math.max(1, subjects.size()),
              subjects));
    }
    return items;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private <T> Optional<T> sometimes(T value) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value);
  }
}
