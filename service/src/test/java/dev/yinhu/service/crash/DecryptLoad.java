package dev.yinhu.service.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Connections that decrypt until the service is gone, and remember what was acknowledged. */
final class DecryptLoad {
  private final URI address;
  private final String token;
  private final List<String> bodies;
  private final String expected;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  /**
   * @param bodies one for each connection
   * @param expected what an acknowledged answer holds
   */
  DecryptLoad(URI address, String token, List<String> bodies, String expected) {
    this.address = address;
    this.token = token;
    this.bodies = List.copyOf(bodies);
    this.expected = expected;
  }

  void start(HttpClient client) {
    for (String body : bodies) {
      threads.add(Thread.ofVirtual().start(() -> loop(client, body)));
    }
  }

  private void loop(HttpClient client, String body) {
    try {
      while (!stopped) {
        String id = UUID.randomUUID().toString();
        HttpRequest request =
            HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("X-Request-Id", id)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200 && response.body().contains(expected)) {
          acknowledged.add(id);
        }
      }
    } catch (IOException | InterruptedException killed) {
      // The service is gone: this connection is done.
    }
  }

  /** Lets every connection end after the request it is at. */
  void stop() {
    stopped = true;
  }

  /** How many requests were acknowledged so far. */
  int count() {
    return acknowledged.size();
  }

  /** Waits for all connections to end; gives the ids of the requests that were acknowledged. */
  Set<String> await() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    return acknowledged;
  }
}
