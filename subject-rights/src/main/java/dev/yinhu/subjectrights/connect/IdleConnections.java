package dev.yinhu.subjectrights.connect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Connections to a store that nobody uses in this moment: a request of a person touches a store
 * some forty times within a moment, a run of notices thousands of times, and opening a connection
 * costs more than all that it is for. A few are kept for a short time; one that lay for longer than
 * a second is asked whether it still lives. Safe for use by many threads.
 */
final class IdleConnections implements AutoCloseable {
  private static final int MOST = 8;
  private static final long LONGEST_NANOS = 30_000_000_000L;
  private static final int ANSWER_SECONDS = 2;

  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  private record Idle(Connection connection, long since) {
    long nanos() {
      return System.nanoTime() - since;
    }
  }

  /** One that lives, which belongs to the caller then. */
  Optional<Connection> take() throws SQLException {
    while (true) {
      Optional<Idle> one = newest();
      if (one.isEmpty()) {
        return Optional.empty();
      }
      Connection connection = one.get().connection();
      if (lives(one.get())) {
        return Optional.of(connection);
      }
      connection.close();
    }
  }

  private static boolean lives(Idle one) throws SQLException {
    return one.nanos() < LONGEST_NANOS && one.connection().isValid(ANSWER_SECONDS);
  }

  private synchronized Optional<Idle> newest() {
    return Optional.ofNullable(idle.pollFirst());
  }

  /** Takes back one whose transaction is committed. */
  void giveBack(Connection connection) throws SQLException {
    Optional<Connection> tooMany = keep(connection);
    if (tooMany.isPresent()) {
      tooMany.get().close();
    }
  }

  private synchronized Optional<Connection> keep(Connection connection) {
    if (closed) {
      return Optional.of(connection);
    }
    idle.addFirst(new Idle(connection, System.nanoTime()));
    return idle.size() > MOST ? Optional.of(idle.removeLast().connection()) : Optional.empty();
  }

  /** Closes those that lie here, and from now on those that are given back. */
  @Override
  public void close() {
    while (true) {
      Optional<Idle> one = last();
      if (one.isEmpty()) {
        return;
      }
      try {
        one.get().connection().close();
      } catch (SQLException goneAlready) {
        // Nothing is lost with a connection that nobody uses.
      }
    }
  }

  private synchronized Optional<Idle> last() {
    closed = true;
    return Optional.ofNullable(idle.pollLast());
  }
}
