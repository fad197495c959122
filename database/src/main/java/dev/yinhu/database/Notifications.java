package dev.yinhu.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a connection of its own, in one daemon thread for all channels, and connects again by
 * itself. A listener that fails must not miss for ever what it was told, so its failure ends the
 * connection too: with the next one every listener loads afresh, and fails or succeeds again.
 * Thread-safe.
 */
final class Notifications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final int WAIT_MILLIS = 100;
  private static final int PROOF_OF_LIFE_SECONDS = 5;
  private static final int WAITS_PER_PROOF_OF_LIFE = 100;
  private static final long JOIN_MILLIS = 10_000;

  private final DataSource connections;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private @Nullable Thread thread;

  Notifications(DataSource connections) {
    this.connections = connections;
  }

  Subscription listen(String channel, Consumer<String> onNotify, Runnable onReconnected) {
    if (!CHANNEL.matcher(channel).matches()) {
      throw new IllegalArgumentException("Channel name must match " + CHANNEL + ": " + channel);
    }
    Listener listener = new Listener(channel, onNotify, onReconnected);
    listeners.add(listener);
    startOnce();
    return listener;
  }

  private synchronized void startOnce() {
    if (thread == null && stop.getCount() > 0) {
      thread = Thread.ofPlatform().daemon().name("yinhu-notifications").start(this::run);
    }
  }

  private void run() {
    Backoff outages = new Backoff();
    Backoff failures = new Backoff();
    try {
      while (stop.getCount() > 0) {
        Session session = new Session();
        session.run();
        long pause =
            session.listenerFailed
                ? failures.millisAfter(session.wasLong())
                : outages.millisAfter(session.worked);
        if (stop.await(pause, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closing: the thread ends.
    }
  }

  /** One connection from its opening to its failure, or that of a listener. */
  private final class Session {
    private final long began = System.nanoTime();
    private final Set<String> heard = new HashSet<>();
    private final Set<Listener> told = new HashSet<>();
    private boolean worked;
    private boolean listenerFailed;

    /** Longer than the pauses: then a failure is a new one, not the last one again. */
    private boolean wasLong() {
      return System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(Backoff.LONGEST_MILLIS);
    }

    private void run() {
      try (Connection connection = connections.getConnection()) {
        PGConnection source = connection.unwrap(PGConnection.class);
        for (int wait = 1; stop.getCount() > 0 && !listenerFailed; wait++) {
          follow(connection);
          if (!worked) {
            LOG.debug("Listening for notifications");
            worked = true;
          }
          if (listenerFailed) {
            return;
          }
          deliver(source.getNotifications(WAIT_MILLIS));
          if (wait % WAITS_PER_PROOF_OF_LIFE == 0 && !connection.isValid(PROOF_OF_LIFE_SECONDS)) {
            return;
          }
        }
      } catch (SQLException e) {
        if (worked && stop.getCount() > 0) {
          LOG.warn("The connection for notifications broke ({}); reconnecting", e.getSQLState());
        }
      } catch (RuntimeException | Error e) {
        // This thread has no successor: without it nobody would hear anything any more.
        LOG.error("Listening for notifications failed ({}); reconnecting", e.getClass().getName());
      }
    }

    /** Listens to what is wanted by now, and tells each listener once that it is listened for. */
    private void follow(Connection connection) throws SQLException {
      Set<String> wanted = new HashSet<>();
      List<Listener> current = List.copyOf(listeners);
      current.forEach(listener -> wanted.add(listener.channel));
      try (Statement statement = connection.createStatement()) {
        for (String channel : wanted) {
          if (heard.add(channel)) {
            statement.execute("LISTEN " + channel);
          }
        }
        for (String channel : List.copyOf(heard)) {
          if (!wanted.contains(channel)) {
            statement.execute("UNLISTEN " + channel);
            heard.remove(channel);
          }
        }
      }
      told.retainAll(current);
      current.stream()
          .filter(told::add)
          .forEach(listener -> tell(listener, listener.onReconnected));
    }

    private void deliver(PGNotification @Nullable [] notifications) {
      if (notifications == null) {
        return;
      }
      for (PGNotification notification : notifications) {
        for (Listener listener : listeners) {
          if (listener.channel.equals(notification.getName())) {
            tell(listener, () -> listener.onNotify.accept(notification.getParameter()));
          }
        }
      }
    }

    /** The others are still told when this one fails, before the connection is given up. */
    private void tell(Listener listener, Runnable action) {
      if (!listeners.contains(listener)) {
        return;
      }
      try {
        action.run();
      } catch (RuntimeException | Error e) {
        listenerFailed = true;
        // Only its kind: the message may quote what was stored.
        LOG.error(
            "A listener on channel {} failed ({}); all load afresh with the next connection",
            listener.channel,
            e.getClass().getName());
      }
    }
  }

  /** One registration. */
  private final class Listener implements Subscription {
    private final String channel;
    private final Consumer<String> onNotify;
    private final Runnable onReconnected;

    Listener(String channel, Consumer<String> onNotify, Runnable onReconnected) {
      this.channel = channel;
      this.onNotify = onNotify;
      this.onReconnected = onReconnected;
    }

    @Override
    public void close() {
      listeners.remove(this);
    }
  }

  @Override
  public void close() {
    stop.countDown();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null || running.equals(Thread.currentThread())) {
      return;
    }
    try {
      running.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // It is a daemon and ends by itself.
    }
  }
}
