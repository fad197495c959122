package dev.yinhu.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * From starting {@code ./yinhu serve} on an existing data directory to 200 from {@code /readyz}. A
 * start before the first that counts lets the launcher make what it makes once after each build: it
 * takes ten times as long as a start.
 */
final class StartTime {
  private static final int ROUNDS = 7;

  private StartTime() {}

  static void main() throws Exception {
    try (Installation installation = Installation.make()) {
      long first = once(installation);
      long[] millis = new long[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        millis[round] = once(installation);
      }
      Arrays.sort(millis);
      System.out.printf(
          "start to ready on an existing data directory: median %d ms, worst %d ms (target 2000);"
              + " the one before, which may follow a build, %d ms%n",
          millis[ROUNDS / 2], millis[ROUNDS - 1], first);
    }
  }

  private static long once(Installation installation) throws Exception {
    long start = System.nanoTime();
    try (ServerProcess server = installation.launch();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest ready =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/readyz"))
              .build();
      while (!isReady(client, ready)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
  }

  private static boolean isReady(HttpClient client, HttpRequest ready) throws InterruptedException {
    try {
      return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
