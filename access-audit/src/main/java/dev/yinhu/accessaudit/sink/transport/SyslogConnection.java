package dev.yinhu.accessaudit.sink.transport;

import dev.yinhu.accessaudit.sink.config.SinkTarget;
import dev.yinhu.accessaudit.sink.config.SinkTarget.Confirm;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection to a syslog receiver. For one thread, except {@link #close}. */
final class SyslogConnection {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration END = Duration.ofSeconds(10);
  private static final Duration STILL_GOOD = Duration.ofSeconds(1);
  private static final int BUFFER = 64 << 10;

  private final Socket raw;
  private final SinkTarget.Syslog target;
  private final Optional<SSLContext> tls;
  private volatile boolean connected;
  private @Nullable Socket socket;

  private SyslogConnection(Socket raw, SinkTarget.Syslog target, Optional<SSLContext> tls) {
    this.raw = raw;
    this.target = target;
    this.tls = tls;
  }

  /** A connection that will be made with the first events. */
  static SyslogConnection over(Socket raw, SinkTarget.Syslog target, Optional<SSLContext> tls) {
    return new SyslogConnection(raw, target, tls);
  }

  /** What to close to end everything: closing a TLS socket itself may wait for a hanging peer. */
  Socket raw() {
    return raw;
  }

  /** False while there was no connection (and no TLS session) yet. */
  boolean isConnected() {
    return connected;
  }

  /** Sends the frames and returns when they are confirmed. */
  void send(List<byte[]> frames, Confirm confirm) throws IOException {
    Socket open = open();
    OutputStream out = new BufferedOutputStream(open.getOutputStream(), BUFFER);
    for (byte[] frame : frames) {
      out.write(frame);
    }
    out.flush();
    switch (confirm) {
      case CLOSE -> awaitEnd(open);
      case TIME -> awaitNothing(open);
    }
  }

  private Socket open() throws IOException {
    Socket open = socket;
    if (open == null) {
      raw.setTcpNoDelay(true);
      raw.setKeepAlive(true);
      raw.connect(new InetSocketAddress(target.host(), target.port()), (int) CONNECT.toMillis());
      open = tls.isPresent() ? secured(tls.get()) : raw;
      socket = open;
      connected = true;
    }
    return open;
  }

  /** Handshake with the receiver's name checked against its certificate (RFC 5425 section 5.2). */
  private SSLSocket secured(SSLContext context) throws IOException {
    String name = target.tls().map(SinkTarget.Tls::serverName).orElse(target.host());
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(raw, name, target.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    raw.setSoTimeout((int) CONNECT.toMillis());
    secured.startHandshake();
    return secured;
  }

  private static void awaitEnd(Socket open) throws IOException {
    open.setSoTimeout((int) END.toMillis());
    open.shutdownOutput();
    byte[] ignored = new byte[256];
    while (open.getInputStream().read(ignored) >= 0) {
      // A syslog receiver has nothing to say; what it says is no concern of ours.
    }
  }

  private static void awaitNothing(Socket open) throws IOException {
    open.setSoTimeout((int) STILL_GOOD.toMillis());
    try {
      if (open.getInputStream().read() < 0) {
        throw new EOFException("the receiver ended the connection");
      }
    } catch (SocketTimeoutException e) {
      // Silence is what a good connection sounds like.
    }
  }

  void close() {
    try {
      raw.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }
}
