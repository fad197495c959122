package dev.yinhu.service.api;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.IndexReport;
import dev.yinhu.accessaudit.search.IndexUpkeep;
import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.accessaudit.search.Order;
import dev.yinhu.accessaudit.search.Page;
import dev.yinhu.accessaudit.search.SearchVisit;
import dev.yinhu.service.http.ProblemException;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Searching the access log in somebody's name, without the service. As there, the search stands in
 * the log before anything is shown.
 */
public final class SearchDesk {
  private final AuditLog log;
  private final Path folder;
  private final Known known;
  private final ZoneId zone;
  private final Readings readings;
  private final String actor;
  private final String requestId;

  /**
   * @param folder where the search index lies
   * @param requestId under which the searches are recorded
   */
  public SearchDesk(
      AuditLog log,
      Path folder,
      Known known,
      ZoneId zone,
      Readings readings,
      String actor,
      String requestId) {
    this.log = log;
    this.folder = folder;
    this.known = known;
    this.zone = zone;
    this.readings = readings;
    this.actor = actor;
    this.requestId = requestId;
  }

  /**
   * What was found.
   *
   * @param next cursor of the next page, if there is one
   */
  public record Found(Page page, Optional<String> next) {}

  /**
   * Searches.
   *
   * @param given conditions and query by their names in {@link SearchTerms}
   * @param cursor of the page before
   * @throws ProblemException when a condition, the query or the cursor cannot be read
   */
  public Found search(Map<String, String> given, Order order, Optional<String> cursor, int limit) {
    SearchTerms terms = SearchTerms.read(name -> Optional.ofNullable(given.get(name)), known, zone);
    OptionalLong after = SearchCursor.after(cursor, order, terms.question());
    try (SearchVisit visit = SearchVisit.open(log, folder)) {
      Page page = visit.search(terms.filter(), order, after, limit);
      readings.record(
          new Readings.Reading(actor, requestId, "search", terms.subject(), terms.told()),
          page.entries().size());
      return new Found(page, SearchCursor.next(page, order, terms.question()));
    } catch (IOException e) {
      throw new AuditException("the search index cannot be read: see to the disk of DATA/audit", e);
    }
  }

  /**
   * How many entries of the log the filter wants, for somebody who says what is kept of it.
   *
   * @param filter {@linkplain Known#resolve resolved}
   */
  public long count(Filter filter) {
    try (SearchVisit visit = SearchVisit.open(log, folder)) {
      return visit.count(filter);
    } catch (IOException e) {
      throw new AuditException("the search index cannot be read: see to the disk of DATA/audit", e);
    }
  }

  /** An entry as the service answers it, on one line. */
  public static String json(StoredEntry entry) {
    return EntryAnswers.write(Buffer.buffer(), entry).toString();
  }

  /** Checks the index. */
  public IndexReport check() {
    try {
      return IndexUpkeep.check(log, folder);
    } catch (IOException e) {
      throw new AuditException("the search index cannot be read: see to the disk of DATA/audit", e);
    }
  }

  /** Builds the index anew. */
  public IndexReport rebuild(LongConsumer progress) {
    try {
      return IndexUpkeep.rebuild(log, folder, progress);
    } catch (IOException e) {
      throw new AuditException(
          "the search index cannot be written: see to the disk of DATA/audit", e);
    }
  }
}
