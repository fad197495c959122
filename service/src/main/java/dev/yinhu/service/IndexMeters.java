package dev.yinhu.service;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.search.AuditSearch;
import dev.yinhu.accessaudit.search.IndexStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Meters of this node's search index (docs/audit.md), read every ten seconds. */
final class IndexMeters {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final AuditLog log;
  private final AuditSearch search;
  private volatile long entries;
  private volatile long behind;
  private volatile long bytes;

  private IndexMeters(MeterRegistry registry, AuditLog log, AuditSearch search) {
    this.log = log;
    this.search = search;
    Gauge.builder("yinhu.audit.index.entries", this, of -> of.entries)
        .description("Entries that the search index holds; 0 while it is opened")
        .register(registry);
    Gauge.builder("yinhu.audit.index.behind", this, of -> of.behind)
        .description("Entries of the log that cannot be searched yet")
        .register(registry);
    Gauge.builder("yinhu.audit.index.size", this, of -> of.bytes)
        .baseUnit("bytes")
        .description("Size of the search index on disk")
        .register(registry);
    FunctionCounter.builder("yinhu.audit.index.failures", search, AuditSearch::failures)
        .description("How often the search index could not be read, written or opened")
        .register(registry);
  }

  /** Begins to read. */
  static MeterReading start(MeterRegistry registry, AuditLog log, AuditSearch search) {
    IndexMeters meters = new IndexMeters(registry, log, search);
    return MeterReading.start(registry, "index", "yinhu.audit.index.read", PERIOD, meters::read);
  }

  private void read() {
    IndexStatus status = search.status();
    entries = status.entries();
    behind = Math.max(0, log.head().size() - status.indexedTo());
    bytes = search.bytes();
  }
}
