package dev.yinhu.accessaudit.sink;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.LogTail;
import dev.yinhu.accessaudit.sink.config.SinkConfig;
import dev.yinhu.accessaudit.sink.transport.NotDelivered;
import dev.yinhu.accessaudit.sink.transport.Transport;
import dev.yinhu.accessaudit.sink.transport.Transports;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams one sink while this node holds its lease: renews the lease, and starts and ends the tail
 * with it. A thread of its own, so that a hanging receiver holds up neither the lease nor anybody
 * else.
 */
final class SinkRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SinkRunner.class);
  private static final long NOTHING = -1;

  private final SinkConfig sink;
  private final AuditLog log;
  private final String origin;
  private final SinkStore store;
  private final Transports transports;
  private final SinkTimes times;
  private final RandomGenerator random;
  private final UUID holder;
  private final Thread thread;
  private volatile boolean closed;
  private boolean failing;

  /** What runs while the lease is ours. */
  private record Streaming(Transport transport, Delivery delivery, LogTail tail) {}

  private @Nullable Streaming streaming;
  private long leasedAt;

  /** Where the table said the cursor is when the delivery said something else. */
  private long differed = NOTHING;

  SinkRunner(
      SinkConfig sink,
      AuditLog log,
      String origin,
      SinkStore store,
      Transports transports,
      SinkTimes times,
      RandomGenerator random,
      UUID holder) {
    this.sink = sink;
    this.log = log;
    this.origin = origin;
    this.store = store;
    this.transports = transports;
    this.times = times;
    this.random = random;
    this.holder = holder;
    this.thread = Thread.ofVirtual().name("audit-sink-" + sink.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    boolean registered = false;
    while (!closed) {
      try {
        if (!registered) {
          boolean now = sink.start() == SinkConfig.Start.NOW;
          store.register(sink.name(), now ? log.head().size() : 0);
          registered = true;
        }
        round();
        failing = false;
      } catch (Throwable e) {
        // An Error too: without this thread the sink would stand still, and no node take it over.
        tellOnce(e);
        endWhenLeaseIsOver();
      }
      if (!slept()) {
        break;
      }
    }
    end();
  }

  private void round() {
    OptionalLong at = store.lease(sink.name(), holder, times.lease());
    if (at.isEmpty()) {
      end();
      return;
    }
    leasedAt = System.nanoTime();
    if (streaming != null
        && (!streaming.tail().isAlive() || wasMoved(streaming.delivery(), at.getAsLong()))) {
      end();
    }
    if (streaming == null) {
      begin();
    }
  }

  /**
   * True when somebody moved the cursor: the table says the same twice, and the delivery something
   * else. Once alone it may just be between the two.
   */
  private boolean wasMoved(Delivery delivery, long at) {
    boolean moved = at != delivery.cursor() && at == differed;
    differed = at == delivery.cursor() ? NOTHING : at;
    return moved;
  }

  private void begin() {
    try {
      Transport transport = transports.open(sink);
      Delivery delivery = new Delivery(sink, origin, store, holder, transport, times, random);
      LogTail tail = LogTail.start(log, "sink-" + sink.name(), delivery);
      streaming = new Streaming(transport, delivery, tail);
    } catch (NotDelivered e) {
      store.failed(sink.name(), holder, e.code(), false);
      throw new SinkLost("sink " + sink.name() + " cannot be opened: " + e.code());
    }
  }

  /** Without the database nobody can say whether the lease is still ours once it is over. */
  private void endWhenLeaseIsOver() {
    if (System.nanoTime() - leasedAt > times.lease().toNanos()) {
      end();
    }
  }

  private void end() {
    Streaming ending = streaming;
    streaming = null;
    if (ending != null) {
      ending.tail().close();
      close(ending.transport());
    }
  }

  private void close(Transport transport) {
    try {
      transport.close();
    } catch (RuntimeException | Error e) {
      LOG.warn("The connection of sink {} was not closed", sink.name(), e);
    }
  }

  private void tellOnce(Throwable e) {
    if (!failing && !closed) {
      failing = true;
      String why = e instanceof SinkLost ? e.getMessage() : e.getClass().getName();
      LOG.warn("Streaming to sink {} does not go on now ({}); tried again", sink.name(), why);
    }
  }

  private boolean slept() {
    try {
      Thread.sleep(times.round());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Asks it to end, without waiting. */
  void stop() {
    closed = true;
    thread.interrupt();
  }

  /** Ends streaming and gives the lease back. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(Duration.ofSeconds(10));
      store.release(sink.name(), holder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.debug("The lease of sink {} was not given back; it ends by itself", sink.name(), e);
    }
  }
}
