package dev.yinhu.accessaudit.log;

import static dev.yinhu.accessaudit.log.Leaves.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Until;
import dev.yinhu.database.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTailTest {
  private TestDatabase database;
  private AuditLog log;

  /** Keeps what it was given; fails once before the given index when asked to. */
  private static final class Follower implements LogTail.Reader {
    private final List<String> seen = new ArrayList<>();
    private final long from;
    private long failAt;
    private final Supplier<Throwable> fault;
    private final List<Throwable> stopped = new ArrayList<>();
    private int caughtUp;

    Follower(long from, long failAt) {
      this(from, failAt, () -> new IllegalStateException("the receiver is away"));
    }

    Follower(long from, long failAt, Supplier<Throwable> fault) {
      this.from = from;
      this.failAt = failAt;
      this.fault = fault;
    }

    @Override
    public synchronized long next() {
      return from + seen.size();
    }

    @Override
    public synchronized void accept(List<StoredEntry> entries) {
      for (StoredEntry entry : entries) {
        assertThat(entry.index()).isEqualTo(next());
        if (entry.index() == failAt) {
          failAt = -1;
          throwFault();
        }
        seen.add(entry.json());
      }
    }

    private void throwFault() {
      switch (fault.get()) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }

    @Override
    public synchronized void stopped(Throwable why) {
      stopped.add(why);
    }

    synchronized List<Throwable> stops() {
      return List.copyOf(stopped);
    }

    @Override
    public synchronized void caughtUp() {
      caughtUp++;
    }

    synchronized List<String> seen() {
      return List.copyOf(seen);
    }

    synchronized int timesCaughtUp() {
      return caughtUp;
    }
  }

  @BeforeEach
  void open() {
    database = TestDatabase.create("audit");
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Leaves.CLOCK);
  }

  @AfterEach
  void close() {
    log.close();
    database.close();
  }

  private static List<String> write(AuditLog log, String prefix, int count) {
    List<String> texts = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    texts.stream().map(text -> log.append(leaf(text))).toList().forEach(CompletableFuture::join);
    return texts;
  }

  @Test
  void everyEntryIsGivenOnceInOrderAlsoThoseToCome() {
    List<String> all = new ArrayList<>(write(log, "before-", 300));
    Follower follower = new Follower(0, -1);
    try (LogTail _ = LogTail.start(log, "test", follower)) {
      all.addAll(write(log, "after-", 300));
      Until.isTrue(() -> follower.seen().size() >= all.size());
      assertThat(follower.seen()).containsExactlyElementsOf(all);
      Until.isTrue(() -> follower.timesCaughtUp() > 0);
    }
  }

  @Test
  void aTailBeginsInTheMiddleOfABatch() {
    List<String> all = write(log, "e-", 500);
    Follower follower = new Follower(317, -1);
    try (LogTail _ = LogTail.start(log, "test", follower)) {
      Until.isTrue(() -> follower.seen().size() >= 183);
    }
    assertThat(follower.seen()).containsExactlyElementsOf(all.subList(317, 500));
  }

  @Test
  void entriesOfAnotherNodeAreFollowed() {
    Follower follower = new Follower(0, -1);
    try (LogTail _ = LogTail.start(log, "test", follower);
        AuditLog other =
            AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Leaves.CLOCK)) {
      List<String> all = write(other, "other-", 50);
      Until.isTrue(() -> follower.seen().size() >= 50);
      assertThat(follower.seen()).containsExactlyElementsOf(all);
    }
  }

  @Test
  void afterAFaultOfItsReaderItGoesOnWhereTheReaderSays() {
    List<String> all = write(log, "e-", 100);
    Follower follower = new Follower(0, 40);
    try (LogTail _ = LogTail.start(log, "test", follower)) {
      Until.isTrue(() -> follower.seen().size() >= 100);
    }
    assertThat(follower.seen()).containsExactlyElementsOf(all);
  }

  /** What would end a thread for good: nobody would see that it is missing. */
  @Test
  void anErrorOfItsReaderDoesNotEndIt() {
    List<Supplier<Throwable>> errors =
        List.of(
            () -> new OutOfMemoryError("planted"),
            () -> new NoClassDefFoundError("planted"),
            () -> new AssertionError("planted"),
            () -> new StackOverflowError("planted"));
    List<String> all = write(log, "e-", 20);
    for (Supplier<Throwable> error : errors) {
      Follower follower = new Follower(0, 7, error);
      try (LogTail tail = LogTail.start(log, "test", follower)) {
        Until.isTrue(() -> follower.seen().size() >= 20);
        assertThat(follower.stops()).hasSize(1).first().isInstanceOf(error.get().getClass());
        assertThat(tail.isAlive()).isTrue();
      }
      assertThat(follower.seen()).containsExactlyElementsOf(all);
    }
  }

  /**
   * Nobody but closing has a reason to interrupt, but what was not taken must not be passed over.
   */
  @Test
  void whatItsReaderWasInterruptedWithIsGivenAgain() {
    List<String> all = write(log, "e-", 100);
    List<String> seen = new CopyOnWriteArrayList<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    LogTail.Reader reader =
        new LogTail.Reader() {
          @Override
          public long next() {
            return seen.size();
          }

          @Override
          public void accept(List<StoredEntry> entries) throws InterruptedException {
            if (interrupted.compareAndSet(false, true)) {
              throw new InterruptedException();
            }
            entries.forEach(entry -> seen.add(entry.json()));
          }
        };
    try (LogTail _ = LogTail.start(log, "test", reader)) {
      Until.isTrue(() -> seen.size() >= 100);
    }
    assertThat(seen).containsExactlyElementsOf(all);
  }

  @Test
  void itStaysInFrontOfAHoleAndGoesOnWhenTheEntryIsBack() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.addAll(write(log, "one-" + i + "-", 1));
    }
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute("create table was as select * from audit.batch where first_index = 4");
          handle.execute("delete from audit.batch where first_index = 4");
        });
    Follower follower = new Follower(0, -1);
    try (LogTail _ = LogTail.start(log, "test", follower)) {
      Until.isTrue(() -> follower.stops().size() > 1);
      assertThat(follower.stops()).allMatch(LogGap.class::isInstance);
      assertThat(follower.seen()).containsExactlyElementsOf(all.subList(0, 4));
      database.jdbi().useHandle(handle -> handle.execute("insert into audit.batch table was"));
      Until.isTrue(() -> follower.seen().size() >= 10);
    }
    assertThat(follower.seen()).containsExactlyElementsOf(all);
  }

  @Test
  void aReaderThatHangsHoldsUpNeitherTheLogNorTheEnd() {
    CountDownLatch hanging = new CountDownLatch(1);
    LogTail.Reader stuck =
        new LogTail.Reader() {
          @Override
          public long next() {
            return 0;
          }

          @Override
          public void accept(List<StoredEntry> entries) throws InterruptedException {
            hanging.countDown();
            new CountDownLatch(1).await();
          }
        };
    try (LogTail _ = LogTail.start(log, "stuck", stuck)) {
      write(log, "a-", 1);
      Until.isTrue(() -> hanging.getCount() == 0);
      write(log, "b-", 100);
    }
    assertThat(log.head().size()).isEqualTo(101);
  }
}
