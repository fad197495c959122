package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The cases that have come to their end, for figures. Safe for use by many threads. */
public final class EndedCases {
  private final CaseStore cases;
  private final EndedCaseStore ended;

  /** The schema {@code rights} is migrated. */
  public EndedCases(Jdbi jdbi) {
    this.cases = new CaseStore(jdbi);
    this.ended = new EndedCaseStore(jdbi);
  }

  /** Those that ended from then to before then. */
  public List<EndedCase> between(Instant from, Instant to) {
    return ended.between(from, to).stream().map(this::read).toList();
  }

  private EndedCase read(String name) {
    CaseId id = new CaseId(name);
    Case known = cases.find(id).orElseThrow();
    List<HistoryLine> history = cases.history(id);
    return new EndedCase(
        known,
        history.stream()
            .filter(line -> line.event().equals(EventWords.VERIFIED))
            .map(HistoryLine::at)
            .findFirst(),
        known.since(),
        ClockEvents.journal(known.requester(), history));
  }

  /** When the first of all ended; empty when none has. */
  public Optional<Instant> first() {
    return ended.first();
  }
}
