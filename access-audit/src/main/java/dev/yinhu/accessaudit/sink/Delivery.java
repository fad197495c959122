package dev.yinhu.accessaudit.sink;

import dev.yinhu.accessaudit.AuditUnavailable;
import dev.yinhu.accessaudit.LogDamaged;
import dev.yinhu.accessaudit.log.LogTail;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.sink.config.SinkConfig;
import dev.yinhu.accessaudit.sink.format.LogEvent;
import dev.yinhu.accessaudit.sink.transport.NotDelivered;
import dev.yinhu.accessaudit.sink.transport.Transport;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes entries from the tail to a receiver. Holds one run of entries at a time, however long the
 * receiver takes; waits by sleeping, which closing the tail interrupts. For the tail's thread.
 */
final class Delivery implements LogTail.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** Code of the failure that entries are changed, or missing and were not pruned. */
  static final String LOG_GAP = "log-gap";

  /** So many refusals one after the other, and somebody has to look at it. */
  static final int REFUSALS_TO_PAUSE = 5;

  private final SinkConfig sink;
  private final String origin;
  private final SinkStore store;
  private final UUID holder;
  private final Transport transport;
  private final Backoff backoff;
  private final Duration round;
  private volatile long cursor;
  private int refusals;

  /** What was given and not passed yet. */
  private List<StoredEntry> given = List.of();

  private boolean failing;

  Delivery(
      SinkConfig sink,
      String origin,
      SinkStore store,
      UUID holder,
      Transport transport,
      SinkTimes times,
      RandomGenerator random) {
    this.sink = sink;
    this.origin = origin;
    this.store = store;
    this.holder = holder;
    this.transport = transport;
    this.backoff = new Backoff(times.firstPause(), random);
    this.round = times.round();
  }

  @Override
  public long next() {
    cursor =
        store
            .next(sink.name(), holder)
            .orElseThrow(() -> new SinkLost("this node no longer streams sink " + sink.name()));
    return cursor;
  }

  /** Where it is, as the table has it or will have it in a moment. For any thread. */
  long cursor() {
    return cursor;
  }

  @Override
  public void accept(List<StoredEntry> entries) throws InterruptedException {
    OptionalLong at = store.next(sink.name(), holder);
    if (at.isEmpty() || at.getAsLong() != cursor) {
      throw new SinkLost("sink " + sink.name() + " was paused, moved or taken over");
    }
    long end = entries.getLast().index() + 1;
    tellMissed(end - cursor - entries.size(), end);
    given = entries;
    List<LogEvent> rest =
        entries.stream()
            .map(entry -> LogEvent.of(origin, entry))
            .filter(sink.filter()::passes)
            .toList();
    while (!rest.isEmpty()) {
      int taken = deliver(rest);
      advance(rest.get(taken - 1).index() + 1, taken);
      rest = rest.subList(taken, rest.size());
    }
    if (end > cursor) {
      advance(end, 0);
    }
    given = List.of();
  }

  /** Only what was pruned can be missing: another gap is a fault of the log. */
  private void tellMissed(long missed, long end) {
    if (missed > 0) {
      LOG.error(
          "{} of the entries {} to {} were pruned before sink {} got to them: it will never have"
              + " them",
          missed,
          cursor,
          end - 1,
          sink.name());
    }
  }

  /** So that {@code audit sinks} says it; the cursor stays. */
  @Override
  public void stopped(Throwable fault) {
    switch (fault) {
      case LogDamaged _ -> store.failed(sink.name(), holder, LOG_GAP, false);
      case SinkLost _, AuditUnavailable _ -> {}
      default -> store.failed(sink.name(), holder, fault.getClass().getSimpleName(), false);
    }
  }

  @Override
  public boolean isExpected(Throwable fault) {
    return fault instanceof SinkLost;
  }

  private int deliver(List<LogEvent> events) throws InterruptedException {
    while (true) {
      try {
        int taken = handOver(events);
        recovered();
        return taken;
      } catch (NotDelivered e) {
        failed(e, events.getFirst().index());
        Duration pause = backoff.next();
        Thread.sleep(e.after().filter(asked -> asked.compareTo(pause) > 0).orElse(pause));
      }
    }
  }

  /** A fault of a format or transport is one of the sink, and told as such. */
  private int handOver(List<LogEvent> events) throws NotDelivered, InterruptedException {
    try {
      return transport.deliver(events);
    } catch (RuntimeException e) {
      LOG.debug("Sink {} met a fault at entry {}", sink.name(), events.getFirst().index(), e);
      throw NotDelivered.forNow(e.getClass().getSimpleName(), e);
    }
  }

  private void recovered() {
    refusals = 0;
    backoff.reset();
    if (failing) {
      failing = false;
      LOG.info("Sink {} takes entries again", sink.name());
    }
  }

  private void failed(NotDelivered e, long index) throws InterruptedException {
    refusals = e.isRefused() ? refusals + 1 : 0;
    boolean pause = refusals >= REFUSALS_TO_PAUSE;
    store.failed(sink.name(), holder, e.code(), pause);
    if (pause) {
      LOG.error(
          "Sink {} is paused: its receiver goes on refusing entry {} ({}); mend it, then yinhu"
              + " audit sinks resume {}",
          sink.name(),
          index,
          e.code(),
          sink.name());
      awaitResumed();
      return;
    }
    if (!failing) {
      failing = true;
      LOG.warn("Sink {} does not take entry {} ({}); tried again", sink.name(), index, e.code());
    }
  }

  /** Usually the runner sees the pause first, and ends this thread by an interrupt. */
  private void awaitResumed() throws InterruptedException {
    do {
      Thread.sleep(round);
    } while (store.next(sink.name(), holder).isEmpty());
    refusals = 0;
    backoff.reset();
  }

  private void advance(long to, int delivered) {
    int passed = 0;
    while (passed < given.size() && given.get(passed).index() < to) {
      passed++;
    }
    long missed = to - cursor - passed;
    given = given.subList(passed, given.size());
    if (!store.advance(sink.name(), holder, cursor, to, new SinkStore.Counts(delivered, missed))) {
      throw new SinkLost("the cursor of sink " + sink.name() + " was moved by somebody else");
    }
    cursor = to;
  }
}
