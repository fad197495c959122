package dev.yinhu.accessaudit.sink;

import dev.yinhu.accessaudit.sink.format.SyslogParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/**
 * A strict receiver of syslog over TCP or TLS: octet counting, then RFC 5424 to the letter. Can
 * break off or hang as receivers do.
 */
final class SyslogReceiver implements AutoCloseable {
  private final ServerSocket server;
  private final List<SyslogParser> messages = new CopyOnWriteArrayList<>();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile int breakAfter = Integer.MAX_VALUE;
  private volatile boolean hanging;

  private SyslogReceiver(ServerSocket server) {
    this.server = server;
  }

  /** On a free port, or on one that was used before. */
  static SyslogReceiver start(Optional<SSLContext> tls, int port) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    SyslogReceiver receiver =
        new SyslogReceiver(
            tls.isPresent()
                ? tls.get().getServerSocketFactory().createServerSocket(port, 50, loopback)
                : new ServerSocket(port, 50, loopback));
    Thread.ofVirtual().start(receiver::accept);
    return receiver;
  }

  static SyslogReceiver tcp() throws IOException {
    return start(Optional.empty(), 0);
  }

  int port() {
    return server.getLocalPort();
  }

  /** From now on each connection is broken off after so many messages. */
  void breakAfter(int count) {
    breakAfter = count;
  }

  /** From now on new connections are accepted and never read. */
  void hang(boolean hang) {
    hanging = hang;
    if (!hang) {
      open.forEach(SyslogReceiver::closed);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        if (!hanging) {
          Thread.ofVirtual().start(() -> read(socket));
        }
      } catch (IOException e) {
        // Closed, or a handshake that failed: the sender sees it.
      }
    }
  }

  private void read(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      int left = breakAfter;
      while (left-- > 0) {
        int length = length(in);
        if (length < 0) {
          return;
        }
        byte[] message = in.readNBytes(length);
        if (message.length < length) {
          return;
        }
        messages.add(SyslogParser.of(message));
      }
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // The sender went away or did not trust us.
    } catch (RuntimeException e) {
      faults.add(e);
    }
  }

  private static int length(InputStream in) throws IOException {
    int length = 0;
    for (int c = in.read(); c != ' '; c = in.read()) {
      if (c < 0) {
        return -1;
      }
      if (c < '0' || c > '9' || length > 1 << 24) {
        throw new IllegalStateException("no length where one must be");
      }
      length = length * 10 + c - '0';
    }
    return length;
  }

  /** What came, in the order it came. */
  List<SyslogParser> messages() {
    if (!faults.isEmpty()) {
      throw new AssertionError("not syslog", faults.getFirst());
    }
    return List.copyOf(messages);
  }

  /** The indexes that came, with those that came twice. */
  List<Long> indexes() {
    return messages().stream()
        .map(message -> Long.valueOf(message.values("index").getFirst()))
        .toList();
  }

  /** Each index once, in the order in which it came first. */
  List<Long> distinct() {
    return indexes().stream().distinct().toList();
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(SyslogReceiver::closed);
  }
}
