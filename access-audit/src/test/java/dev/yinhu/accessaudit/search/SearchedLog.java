package dev.yinhu.accessaudit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.database.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A log in a real database, with its search. */
final class SearchedLog implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T04:00:00Z"));
  static final Duration LONG = Duration.ofSeconds(30);

  final TestDatabase database = TestDatabase.create("audit");
  final AuditLog log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, CLOCK);
  final List<AuditEntry> entries = new ArrayList<>();
  final Path folder;
  private AuditSearch search;

  SearchedLog(Path folder) {
    this.folder = folder;
    this.search = AuditSearch.open(log, folder);
  }

  AuditSearch search() {
    return search;
  }

  /** Appends and waits until all is visible. */
  void append(List<AuditEntry> more) {
    List<CompletableFuture<Long>> indexes = more.stream().map(log::append).toList();
    entries.addAll(more);
    indexes.forEach(CompletableFuture::join);
    caughtUp();
  }

  void caughtUp() {
    assertThat(search.await(log.head().size() - 1, LONG)).as("indexed in time").isTrue();
  }

  /**
   * Closes the search, does something to its folder, opens it again and waits until it is there.
   */
  void reopened(Change change) throws Exception {
    search.close();
    change.make(folder);
    search = AuditSearch.open(log, folder);
    caughtUp();
  }

  interface Change {
    void make(Path folder) throws Exception;
  }

  /** The indexes of all entries that the search finds, page by page. */
  List<Long> found(Filter filter, Order order, int limit) {
    List<Long> found = new ArrayList<>();
    OptionalLong after = OptionalLong.empty();
    do {
      Page page = search.search(filter, order, after, limit);
      page.entries().forEach(entry -> found.add(checked(entry)));
      after = page.after();
    } while (after.isPresent());
    return found;
  }

  private long checked(StoredEntry entry) {
    assertThat(EntryReader.read(entry.leaf())).isEqualTo(entries.get((int) entry.index()));
    return entry.index();
  }

  /** What it should find, newest first. */
  List<Long> wanted(Filter filter) {
    List<Long> wanted = new ArrayList<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (NaiveFilter.wants(filter, entries.get(i))) {
        wanted.add((long) i);
      }
    }
    return wanted;
  }

  @Override
  public void close() {
    search.close();
    log.close();
    database.close();
  }
}
