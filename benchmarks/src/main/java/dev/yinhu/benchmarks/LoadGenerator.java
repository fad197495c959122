package dev.yinhu.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * A closed loop of HTTP/1.1 connections on one thread: each sends its request, waits for the whole
 * answer, sends again. Lean on purpose: it shares the machine with what it measures.
 */
final class LoadGenerator {
  /** What was measured. */
  record Figures(double perSecond, double p50Millis, double p99Millis) {}

  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "content-length: ";

  private final InetSocketAddress address;
  private final byte[] request;
  private final int connections;

  LoadGenerator(int port, byte[] request, int connections) {
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.request = request;
    this.connections = connections;
  }

  static byte[] post(String path, String token, String body) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(path, token, content.length);
    byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(headBytes.length + content.length)
        .put(headBytes)
        .put(content)
        .array();
  }

  private static final class Connection {
    private final ByteBuffer out;
    private final byte[] received = new byte[1 << 20];
    private final ByteBuffer in = ByteBuffer.wrap(received);
    private long sentAt;
    private int expected = -1;

    Connection(byte[] request) {
      this.out = ByteBuffer.wrap(request);
    }
  }

  /** Loads for the time and gives the figures; fails when an answer is not 200. */
  Figures run(Duration time) throws IOException {
    long[] micros = new long[1 << 20];
    int count = 0;
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(request.clone());
        channel.register(selector, SelectionKey.OP_READ, connection);
        send(channel, connection);
      }
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          SocketChannel channel = (SocketChannel) key.channel();
          Connection connection = (Connection) key.attachment();
          if (receive(channel, connection)) {
            if (count == micros.length) {
              micros = Arrays.copyOf(micros, 2 * count);
            }
            micros[count++] = (System.nanoTime() - connection.sentAt) / 1_000;
            send(channel, connection);
          }
        }
        selector.selectedKeys().clear();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    }
    long[] sorted = Arrays.copyOf(micros, count);
    Arrays.sort(sorted);
    return new Figures(
        count * 1e9 / time.toNanos(), sorted[count / 2] / 1e3, sorted[(int) (count * 0.99)] / 1e3);
  }

  private static void send(SocketChannel channel, Connection connection) throws IOException {
    connection.sentAt = System.nanoTime();
    connection.in.clear();
    connection.expected = -1;
    connection.out.rewind();
    while (connection.out.hasRemaining()) {
      channel.write(connection.out);
    }
  }

  /** True when the whole answer is there. */
  private static boolean receive(SocketChannel channel, Connection connection) throws IOException {
    ByteBuffer in = connection.in;
    if (channel.read(in) < 0) {
      throw new IOException("the server closed the connection");
    }
    if (connection.expected < 0) {
      connection.expected = expected(connection.received, in.position());
    }
    return connection.expected >= 0 && in.position() >= connection.expected;
  }

  /** How many bytes the whole answer has, or -1 when its head is not complete yet. */
  private static int expected(byte[] received, int count) throws IOException {
    int end = endOfHead(received, count);
    if (end < 0) {
      return -1;
    }
    String head = new String(received, 0, end, StandardCharsets.US_ASCII);
    if (!head.startsWith("HTTP/1.1 200")) {
      throw new IOException("not 200 but: " + head.lines().findFirst().orElse(""));
    }
    int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
    int stop = head.indexOf('\r', at);
    String length = head.substring(at + LENGTH.length(), stop < 0 ? head.length() : stop);
    return end + END_OF_HEAD.length + Integer.parseInt(length.strip());
  }

  private static int endOfHead(byte[] received, int count) {
    int length = END_OF_HEAD.length;
    for (int i = 0; i + length <= count; i++) {
      if (Arrays.equals(received, i, i + length, END_OF_HEAD, 0, length)) {
        return i;
      }
    }
    return -1;
  }
}
