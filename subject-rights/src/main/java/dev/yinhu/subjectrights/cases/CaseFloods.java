package dev.yinhu.subjectrights.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Who opens, or whom concern, many cases at once. Blocks; safe for use by many threads. */
public final class CaseFloods {
  private final CaseFloodStore store;

  /** The schema {@code rights} is migrated. */
  public CaseFloods(Jdbi jdbi) {
    this.store = new CaseFloodStore(jdbi);
  }

  /** When the newest case came; empty before the first. */
  public Optional<Instant> newest() {
    return store.newest();
  }

  /** Callers who opened at least so many after that time. */
  public List<CaseFlood> byCaller(Instant since, int least) {
    return store.byCaller(since, least);
  }

  /** Persons whom at least so many concern that were opened after that time. */
  public List<CaseFlood> byPerson(Instant since, int least) {
    return store.byPerson(since, least);
  }
}
