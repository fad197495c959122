package dev.yinhu.breachresponse.compensation;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.Acts;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.database.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A ledger in which persons 0 to 99 are in the scope of every incident. */
final class CompensationRoom implements AutoCloseable {
  static final Order DPO = new Order("dpo", "r-1");
  static final Reason WHY = new Reason("按方案补偿");
  static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
  static final long LIMIT = 1000;

  final TestDatabase database = TestDatabase.create("audit", "breach");
  volatile Instant now = START;
  volatile boolean two = true;
  final List<String> leaves = new ArrayList<>();

  private final AuditLog log =
      AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, () -> now);
  final Compensations compensations =
      new Compensations(
          database.jdbi(),
          new Compensations.Ground(
              new Acts(database.jdbi(), log, () -> now),
              (_, persons) ->
                  persons.stream()
                      .filter(person -> person.compareTo(person(100)) < 0)
                      .collect(Collectors.toSet()),
              (_, _, what, _, _) -> {
                if (!two) {
                  throw new ActRefused("needs-two", "two people have to agree");
                }
                leaves.add(what);
              },
              Map.of("CNY", LIMIT),
              () -> now));

  static String person(int number) {
    return "person%016d".formatted(number);
  }

  static OfferWish wish(long each, int... persons) {
    return new OfferWish(
        java.util.Arrays.stream(persons).mapToObj(CompensationRoom::person).toList(),
        CompensationKind.REFUND,
        new Money(each, "CNY"),
        START.plus(Duration.ofDays(30)));
  }

  Offer one(IncidentId incident, long amount, int person) {
    return compensations.offer(incident, wish(amount, person), DPO).getFirst();
  }

  void budget(IncidentId incident, long amount) {
    compensations.raise(incident, new Money(amount, "CNY"), WHY, DPO);
  }

  @Override
  public void close() {
    log.close();
    database.close();
  }
}
