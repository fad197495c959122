package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.search.Attribute;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.FilterText;
import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.accessaudit.search.QueryParser;
import dev.yinhu.accessaudit.search.QueryRefused;
import dev.yinhu.register.SubjectId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Legal holds. Durable; several nodes share them. Whoever places or releases one records that in
 * the log, before and after. Blocks; safe for use by many threads.
 */
public final class Holds {
  private final HoldStore store;
  private final Known known;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * @param known whose reference an id is
   * @param zone whose days count
   */
  public Holds(Jdbi jdbi, Known known, InstantSource clock, ZoneId zone) {
    this.store = new HoldStore(jdbi);
    this.known = known;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * The query as it is kept: read, and people by their reference, which stays when they are erased.
   *
   * @throws QueryRefused when it cannot be read
   * @throws HoldRefused when it names somebody whom the directory does not know, or nothing, or
   *     could not be read again as it is kept
   */
  public String query(String text) {
    Filter filter = QueryParser.parse(text, zone);
    if (filter instanceof Filter.Every) {
      throw new HoldRefused("a hold says which entries; for all of them ask for kind:*");
    }
    String kept = FilterText.of(byReference(filter));
    try {
      QueryParser.parse(kept, zone);
    } catch (QueryRefused e) {
      throw new HoldRefused(
          "as it is kept, with references and quotes, the query is too long or too deep ("
              + e.getMessage()
              + "): place several holds, each over a part of it");
    }
    return kept;
  }

  private Filter byReference(Filter filter) {
    return switch (filter) {
      case Filter.All all -> new Filter.All(all.filters().stream().map(this::byReference).toList());
      case Filter.Any any -> new Filter.Any(any.filters().stream().map(this::byReference).toList());
      case Filter.Not not -> new Filter.Not(byReference(not.filter()));
      case Filter.OfSubject(SubjectId subject) ->
          known
              .reference(subject)
              .map(ref -> new Filter.Has(Attribute.REF, ref))
              .orElseThrow(() ->
                  new HoldRefused(
                      "the directory does not know the person of the query (any more); hold by ref:"
                          + " if the reference is known"));
      case Filter.Every _,
          Filter.Has _,
          Filter.Begins _,
          Filter.InCategory _,
          Filter.Says _,
          Filter.Since _,
          Filter.Before _ ->
          filter;
    };
  }

  /**
   * Places a hold, in force at once and for what is appended later.
   *
   * @param query as {@link #query} gave it
   * @param until its last day
   * @return its number
   * @throws HoldRefused when that day is over already
   */
  public long add(String query, Reason reason, String by, Optional<LocalDate> until) {
    if (until.filter(last -> last.isBefore(today())).isPresent()) {
      throw new HoldRefused("the hold would be over already");
    }
    return store.add(query, reason, by, clock.instant(), until);
  }

  /**
   * Ends a hold. What it alone kept goes with the next pruning.
   *
   * @throws HoldRefused when there is none of this number that is not released
   */
  public void release(long id, String by) {
    if (!store.release(id, by, clock.instant())) {
      throw new HoldRefused("there is no hold " + id + " that is not released");
    }
  }

  /** Every hold there ever was, the oldest first. */
  public List<Hold> all() {
    return store.all();
  }

  /** Whether a hold keeps anything today. */
  public boolean isInForce(Hold hold) {
    return hold.isInForce(today());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }
}
