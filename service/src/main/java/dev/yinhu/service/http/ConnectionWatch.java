package dev.yinhu.service.http;

import dev.yinhu.service.config.YinhuConfig.Http;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes connections that are too slow or too many. A connection must deliver each request, headers
 * and body, within the read timeout, and may wait for the next one as long as the idle timeout, as
 * may one that streams for its next piece; a client that drips header bytes is still waiting, so
 * dripping does not help it. Times are as exact as the sweep, which costs a request two field
 * writes instead of a timer. Belongs to one event loop; only the count is shared.
 */
final class ConnectionWatch {

  private static final long SHORTEST_SWEEP_MILLIS = 20;
  private static final long LONGEST_SWEEP_MILLIS = 1_000;

  private enum Phase {
    FRESH,
    READING,
    BUSY,
    STREAMING,
    WAITING
  }

  private static final class Watched {
    private Phase phase = Phase.FRESH;
    private long since;

    private Watched(long since) {
      this.since = since;
    }

    private void enter(Phase next, long now) {
      phase = next;
      since = now;
    }
  }

  private final IdentityHashMap<HttpConnection, Watched> connections = new IdentityHashMap<>();
  private final AtomicInteger open;
  private final int most;
  private final Duration readTimeout;
  private final Duration idleTimeout;
  private long now = System.nanoTime();
  private boolean draining;

  /**
   * @param open connections of all event loops
   */
  ConnectionWatch(Http http, AtomicInteger open) {
    this.open = open;
    this.most = http.maxConnections();
    this.readTimeout = http.readTimeout();
    this.idleTimeout = http.idleTimeout();
  }

  long sweepMillis() {
    long shorter = Math.min(readTimeout.toMillis(), idleTimeout.toMillis());
    return Math.clamp(shorter / 4, SHORTEST_SWEEP_MILLIS, LONGEST_SWEEP_MILLIS);
  }

  void opened(HttpConnection connection) {
    if (open.incrementAndGet() > most || draining) {
      connection.closeHandler(_ -> open.decrementAndGet());
      connection.close();
      return;
    }
    connections.put(connection, new Watched(System.nanoTime()));
    connection.closeHandler(_ -> {
      open.decrementAndGet();
      connections.remove(connection);
    });
  }

  void requestStarted(HttpConnection connection) {
    enter(connection, Phase.READING);
  }

  /** A body or answer that passes in pieces got on: allowed to stand still as long as idle ones. */
  void streaming(HttpConnection connection) {
    enter(connection, Phase.STREAMING);
  }

  void requestRead(HttpConnection connection, boolean answered) {
    enter(connection, answered ? Phase.WAITING : Phase.BUSY);
  }

  void answered(HttpConnection connection, boolean read) {
    if (read) {
      enter(connection, Phase.WAITING);
    }
  }

  private void enter(HttpConnection connection, Phase phase) {
    var watched = connections.get(connection);
    if (watched != null) {
      watched.enter(phase, now);
    }
  }

  /** Closes what is overdue. */
  void sweep() {
    now = System.nanoTime();
    var overdue = new ArrayList<HttpConnection>();
    connections.forEach((connection, watched) -> {
      if (now - watched.since > allowed(watched.phase)) {
        overdue.add(connection);
      }
    });
    overdue.forEach(HttpConnection::close);
  }

  /**
   * Closes connections that wait and all that come from now on, and asked again also those whose
   * request has been answered since.
   *
   * @return whether none is left
   */
  boolean drain() {
    draining = true;
    var waiting = new ArrayList<HttpConnection>();
    connections.forEach((connection, watched) -> {
      if (watched.phase == Phase.FRESH || watched.phase == Phase.WAITING) {
        waiting.add(connection);
      }
    });
    waiting.forEach(HttpConnection::close);
    return connections.isEmpty();
  }

  private long allowed(Phase phase) {
    return switch (phase) {
      case FRESH, READING -> readTimeout.toNanos();
      case WAITING, STREAMING -> idleTimeout.toNanos();
      case BUSY -> Long.MAX_VALUE;
    };
  }
}
