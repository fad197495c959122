package dev.yinhu.breachresponse.scope;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.search.IndexBehind;
import dev.yinhu.register.Register;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts scopes. Memory does not grow with the log nor with the persons: past some millions of them
 * they go to files for a while.
 *
 * @param search what finds entries; without it the whole log is read
 * @param registers the register of a version; asked for each version once in a count
 * @param folder of files that hold references for a while: below the data directory
 * @param zone whose days count
 * @param memory bytes that persons may take, from a million
 */
record ScopeCounting(
    AuditLog log,
    Optional<AuditSearch> search,
    LongFunction<Optional<Register>> registers,
    Minors minors,
    KeySafety keys,
    Path folder,
    ZoneId zone,
    long memory) {
  private static final Logger LOG = LoggerFactory.getLogger(ScopeCounting.class);

  /**
   * The figures; the persons are in the file after.
   *
   * @param drill whether callers of drills alone count; else they alone do not
   */
  ScopeFigures count(ScopeQuery query, boolean drill, TreeHead head, PersonsFile file)
      throws IOException {
    if (search.isPresent()) {
      try {
        return count(query, drill, head, file, Optional.of(search.get()));
      } catch (IndexBehind e) {
        LOG.info("The search index cannot be used for a scope; the whole log is read", e);
      }
    }
    return count(query, drill, head, file, Optional.empty());
  }

  private ScopeFigures count(
      ScopeQuery query,
      boolean drill,
      TreeHead head,
      PersonsFile file,
      Optional<AuditSearch> through)
      throws IOException {
    try (PersonSet persons = new PersonSet(folder, memory)) {
      ScopeCount count = new ScopeCount(query, drill, new FieldFacts(registers), zone, persons);
      ScopeScan scan = new ScopeScan(log, query, head.size(), count);
      through.ifPresentOrElse(scan::through, scan::whole);
      return count.finish(file, minors, pruned(query), keys);
    }
  }

  /** How many entries were removed that may have been of the window. */
  private long pruned(ScopeQuery query) {
    long boundary = log.firstKept();
    if (boundary == 0) {
      return 0;
    }
    Optional<Instant> firstKept = log.entry(boundary).map(StoredEntry::committedAt);
    if (query.from().isPresent()
        && firstKept.isPresent()
        && query.from().get().isAfter(firstKept.get())) {
      return 0;
    }
    long[] held = new long[1];
    log.forEachHeld(boundary, _ -> held[0]++);
    return boundary - held[0];
  }
}
