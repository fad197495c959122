package dev.yinhu.breachresponse.scope;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.EntryPlace;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.search.AuditSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Gives a count every entry below a size of the log that may belong to a scope: the search index
 * says where they lie, the log what they are. For one scan.
 */
final class ScopeScan {
  private static final int AT_ONCE = 4_096;
  private static final long BYTES_AT_ONCE = 8L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final AuditLog log;
  private final ScopeQuery query;
  private final long below;
  private final ScopeCount count;

  /** Each is used by one thread at a time, and knows the names that it met. */
  private final Queue<LeafScanner> scanners = new ConcurrentLinkedQueue<>();

  private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

  /**
   * @param below the size of the log's tree
   */
  ScopeScan(AuditLog log, ScopeQuery query, long below, ScopeCount count) {
    this.log = log;
    this.query = query;
    this.below = below;
    this.count = count;
  }

  /** Reads everything. */
  void whole() {
    rest(0);
  }

  /**
   * Reads what the index finds, and what it does not know yet.
   *
   * @throws dev.yinhu.accessaudit.search.IndexBehind when it cannot be searched; what was counted
   *     is of no use then
   */
  void through(AuditSearch search) {
    var _ = below == 0 || search.await(below - 1, PATIENCE);
    int workers = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    Semaphore room = new Semaphore(workers * 2);
    long known;
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      known =
          search.places(
              ScopeFilter.of(query),
              AT_ONCE,
              places -> {
                room.acquireUninterruptibly();
                pool.execute(() -> {
                  try {
                    read(places);
                  } catch (RuntimeException e) {
                    failures.add(e);
                  } finally {
                    room.release();
                  }
                });
              });
    }
    if (!failures.isEmpty()) {
      throw failures.remove();
    }
    if (known < below) {
      rest(known);
    }
  }

  private void rest(long from) {
    if (from < below) {
      LeafScanner scanner = new LeafScanner();
      log.forEach(from, below, entry -> add(List.of(read(scanner, entry))));
    }
  }

  /** One of two: an access that was read quickly, or any entry that was read thoroughly. */
  private record Read(Optional<SeenAccess> access, Optional<AuditEntry> entry) {}

  private static Read read(LeafScanner scanner, StoredEntry stored) {
    byte[] leaf = stored.leaf();
    Optional<SeenAccess> access = scanner.read(leaf);
    return new Read(access, access.isPresent() ? Optional.empty() : thoroughly(stored, leaf));
  }

  private static Optional<AuditEntry> thoroughly(StoredEntry stored, byte[] leaf) {
    try {
      return Optional.of(EntryReader.read(leaf));
    } catch (AuditException e) {
      return Optional.of(new AuditEntry.Unknown(stored.committedAt(), ""));
    }
  }

  private void read(List<EntryPlace> places) {
    List<EntryPlace> some = new ArrayList<>();
    long bytes = 0;
    for (EntryPlace place : places) {
      if (place.index() < below && failures.isEmpty()) {
        some.add(place);
        bytes += place.length();
        if (bytes > BYTES_AT_ONCE) {
          readSome(some);
          some.clear();
          bytes = 0;
        }
      }
    }
    readSome(some);
  }

  private void readSome(List<EntryPlace> places) {
    List<Read> read = new ArrayList<>(places.size());
    LeafScanner scanner = Optional.ofNullable(scanners.poll()).orElseGet(LeafScanner::new);
    log.forEachAt(places, entry -> read.add(read(scanner, entry)));
    scanners.add(scanner);
    add(read);
  }

  private void add(List<Read> read) {
    synchronized (count) {
      try {
        for (Read each : read) {
          if (each.access().isPresent()) {
            count.add(each.access().get());
          } else {
            count.add(each.entry().orElseThrow());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("persons of a scope cannot be written to disk", e);
      }
    }
  }
}
