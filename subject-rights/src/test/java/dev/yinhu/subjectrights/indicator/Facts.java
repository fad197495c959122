package dev.yinhu.subjectrights.indicator;

import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Facts of cases of the third quarter of 2026. */
final class Facts {
  static final Period QUARTER = new Period(PeriodKind.QUARTER, 2026, 3, ZoneId.of("Asia/Shanghai"));
  static final Instant RECEIVED = Instant.parse("2026-08-03T02:00:00Z");

  private final List<CaseFact> facts = new ArrayList<>();

  Facts done(int count, CaseType type, Channel channel, boolean inTime) {
    for (int i = 0; i < count; i++) {
      facts.add(fact(type, channel, Duration.ofHours(10 + i), Optional.empty(), inTime));
    }
    return this;
  }

  Facts refused(int count, RefusalCode code) {
    for (int i = 0; i < count; i++) {
      facts.add(fact(CaseType.COPY, Channel.ONLINE, Duration.ofHours(20), Optional.of(code), true));
    }
    return this;
  }

  List<CaseFact> list() {
    return List.copyOf(facts);
  }

  private static CaseFact fact(
      CaseType type,
      Channel channel,
      Duration took,
      Optional<RefusalCode> refusal,
      boolean inTime) {
    var profiles = new TreeMap<String, Boolean>();
    profiles.put("CN-000", inTime);
    profiles.put("CN-003", true);
    return new CaseFact(
        type,
        channel,
        RECEIVED,
        Optional.of(RECEIVED.plus(Duration.ofHours(1))),
        RECEIVED.plus(took),
        refusal.isPresent() ? CaseOutcome.REFUSED : CaseOutcome.COMPLETED,
        refusal,
        profiles);
  }
}
