package dev.yinhu.accessaudit.sink.transport;

import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.config.SinkTarget.Confirm;
import dev.yinhu.accessaudit.sink.format.LogEvent;
import dev.yinhu.accessaudit.sink.format.SyslogFormat;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Syslog over TCP or TLS, frames with octet counting.
 *
 * <p>Syslog has no acknowledgement: what TCP has taken may lie in a buffer of a machine that dies.
 * So a window of events is handed over and then confirmed. With {@link Confirm#CLOSE} we end our
 * side of the connection (over TLS with a {@code close_notify}) and wait for the receiver to end
 * its own, which it does after it has read everything; only then the window counts as delivered.
 * With {@link Confirm#TIME}, for receivers behind something that does not pass that on, the window
 * counts when the connection is still good a second later. A window that was not confirmed is sent
 * again whole.
 */
final class SyslogTransport implements Transport {
  /** The most events and bytes of a window, so of what may come twice. */
  private static final int MOST_EVENTS = 4_096;

  private static final int MOST_BYTES = 4 << 20;

  private static final Duration SENDING = Duration.ofSeconds(20);

  /** The least time between two windows: a log written to steadily costs few connections. */
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final SinkTarget.Syslog target;
  private final SyslogFormat format;
  private final Optional<SSLContext> tls;
  private @Nullable SyslogConnection connection;
  private long lastWindow = System.nanoTime() - BETWEEN.toNanos();

  SyslogTransport(SinkTarget.Syslog target, SyslogFormat format) throws NotDelivered {
    this.target = target;
    this.format = format;
    this.tls =
        target.tls().isPresent() ? Optional.of(Pem.context(target.tls().get())) : Optional.empty();
  }

  @Override
  public int deliver(List<LogEvent> events) throws NotDelivered, InterruptedException {
    pace();
    List<byte[]> window = window(events);
    SyslogConnection open = null;
    Socket raw = new Socket();
    try {
      open = connection != null ? connection : SyslogConnection.over(raw, target, tls);
      connection = open;
      SyslogConnection sending = open;
      BoundedCall.run(SENDING, open.raw(), () -> sending.send(window, target.confirm()));
      if (target.confirm() == Confirm.CLOSE) {
        drop();
      }
      return window.size();
    } catch (IOException e) {
      drop();
      throw NotDelivered.forNow(open == null ? "no-connection" : code(open), e);
    } catch (InterruptedException e) {
      drop();
      throw e;
    }
  }

  private static String code(SyslogConnection failed) {
    return failed.isConnected() ? "connection-broken" : "no-connection";
  }

  private void pace() throws InterruptedException {
    long early = BETWEEN.toNanos() - (System.nanoTime() - lastWindow);
    if (early > 0) {
      Thread.sleep(Duration.ofNanos(early));
    }
    lastWindow = System.nanoTime();
  }

  private List<byte[]> window(List<LogEvent> events) {
    List<byte[]> frames = new ArrayList<>();
    long bytes = 0;
    for (LogEvent event : events) {
      byte[] frame = format.frame(event);
      bytes += frame.length;
      if (!frames.isEmpty() && (bytes > MOST_BYTES || frames.size() == MOST_EVENTS)) {
        break;
      }
      frames.add(frame);
    }
    return frames;
  }

  private void drop() {
    SyslogConnection open = connection;
    connection = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    drop();
  }
}
