package dev.yinhu.service;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP/1.1 client that reads the answer while it sends the request, as the file routes want it.
 * One thread may write while another reads.
 */
public final class FileClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private int status;

  private FileClient(URI address) throws IOException {
    socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /** Sends the head of a request whose body is chunked. */
  public static FileClient post(URI address, Map<String, String> headers) throws IOException {
    return post(address, headers, "HTTP/1.1");
  }

  /** The same, claiming to speak a version of HTTP. */
  public static FileClient post(URI address, Map<String, String> headers, String version)
      throws IOException {
    FileClient client = new FileClient(address);
    StringBuilder head =
        new StringBuilder("POST ")
            .append(address.getRawPath())
            .append(" " + version + "\r\nHost: h\r\nTransfer-Encoding: chunked\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    client.out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    client.out.flush();
    return client;
  }

  /** Sends a piece of the body. */
  public FileClient send(byte[] bytes, int from, int length) throws IOException {
    if (length > 0) {
      out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes, from, length);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    return this;
  }

  /** Ends the body. */
  public FileClient end() throws IOException {
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return this;
  }

  /** Reads status and headers of the answer. */
  public int status() throws IOException {
    if (status == 0) {
      status = Integer.parseInt(line().split(" ", 3)[1]);
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return status;
  }

  /** A header of the answer. */
  public String header(String name) throws IOException {
    status();
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /**
   * Copies the answer's body.
   *
   * @throws IOException when it was cut
   */
  public void readTo(OutputStream sink) throws IOException {
    status();
    if (headers.containsKey("content-length")) {
      copy(Integer.parseInt(header("content-length")), sink);
      return;
    }
    for (int size = size(); size > 0; size = size()) {
      copy(size, sink);
      line();
    }
    line();
  }

  private int size() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private void copy(int size, OutputStream sink) throws IOException {
    byte[] buffer = new byte[8_192];
    for (int left = size; left > 0; ) {
      int read = in.read(buffer, 0, Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("cut");
      }
      sink.write(buffer, 0, read);
      left -= read;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
