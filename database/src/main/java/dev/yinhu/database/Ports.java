package dev.yinhu.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Chooses loopback ports for embedded servers. */
final class Ports {
  /** Below what systems hand out to outgoing connections, so that a port stays ours. */
  private static final int FIRST = 20_000;

  private static final int COUNT = 12_000;
  private static final int TRIES = 300;

  private Ports() {}

  /**
   * A port that nobody listens on just now: {@code preferred} when it is free (and not 0), else one
   * that depends on {@code key}, so that data directories rarely meet.
   */
  static int free(int preferred, Path key) throws IOException {
    if (preferred > 0 && isFree(preferred)) {
      return preferred;
    }
    int start = Math.floorMod(key.hashCode(), COUNT);
    for (int i = 0; i < TRIES; i++) {
      int port = FIRST + (start + i) % COUNT;
      if (port != preferred && isFree(port)) {
        return port;
      }
    }
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(Platform.current() != Platform.WINDOWS);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
