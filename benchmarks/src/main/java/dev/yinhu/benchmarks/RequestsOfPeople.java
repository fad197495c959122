package dev.yinhu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.database.ConnectionInfo;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Requests of people over HTTP to a service as it is started, with a shop of a million people:
 * previews, deletions over five tables beside the same deletes in bare SQL, and copies. All in one
 * run, over loopback.
 */
final class RequestsOfPeople implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 8;
  private static final int WARM_UP = 200;
  private static final int PREVIEWS = 1_000;
  private static final int ALONE = 200;
  private static final int TOGETHER = 2_000;
  private static final int COPIES = 1_000;

  /** Where the people begin whom bare SQL deletes. */
  private static final int BARE = 500_000;

  private final FiveTables shop;
  private final ServerProcess server;
  private final String service;
  private final String officer;
  private final HttpClient http = HttpClient.newHttpClient();
  private int next;

  private RequestsOfPeople(FiveTables shop, ServerProcess server, String service, String officer) {
    this.shop = shop;
    this.server = server;
    this.service = service;
    this.officer = officer;
  }

  static void main() throws Exception {
    try (ScratchDirectory directory = ScratchDirectory.create();
        Database database =
            Database.open(DatabaseConfig.embedded(), DataDirectory.open(directory.path()));
        Installation installation = Installation.make(FiveTables.REGISTER)) {
      FiveTables shop = new FiveTables(database);
      shop.fill();
      String officer = installation.caller("officer", "dpo");
      Path config = config(directory.path(), database.connectionInfo());
      try (ServerProcess server = installation.serve(List.of("--config", config.toString()));
          RequestsOfPeople requests =
              new RequestsOfPeople(shop, server, installation.token(), officer)) {
        requests.measure();
      }
    }
  }

  private static Path config(Path folder, ConnectionInfo shop) throws IOException {
    Path password =
        Files.createFile(
            folder.resolve("shop.password"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, shop.password());
    Path stores =
        Files.writeString(
            folder.resolve("stores.yaml"),
            """
            stores:
              shop:
                jdbc: {url: "%s", user: "%s", password_file: shop.password}
            """
                .formatted(shop.jdbcUrl(), shop.user()));
    return Files.writeString(
        folder.resolve("yinhu.yaml"),
        """
        rights:
          stores_file: %s
          cooling_off: 0s
          sweep_pause: 0s
          at_once: %d
        """
            .formatted(stores, AT_ONCE));
  }

  private void measure() throws Exception {
    seal(2 * WARM_UP + PREVIEWS + ALONE + TOGETHER + COPIES);
    previews(WARM_UP);
    deletions(WARM_UP, AT_ONCE);
    long[] previews = previews(PREVIEWS);
    System.out.printf(
        "requests: preview p50 %.1f ms, p99 %.1f ms (target p50 50)%n",
        at(previews, 0.5), at(previews, 0.99));
    Alone alone = alone();
    System.out.printf(
        "requests: one deletion over five tables, until rows and key are gone, p50 %.1f ms, p99"
            + " %.1f ms (target p50 200); until the certificate p50 %.1f ms, p99 %.1f ms%n",
        at(alone.destroyed(), 0.5),
        at(alone.destroyed(), 0.99),
        at(alone.certified(), 0.5),
        at(alone.certified(), 0.99));
    double ours = deletions(TOGETHER, AT_ONCE);
    double bare = shop.deleteBare(BARE, TOGETHER, AT_ONCE);
    System.out.printf(
        "requests: %d deletions, %d at once: %.1f/s, bare SQL %.1f/s, ratio %.3f (target 0.40)%n",
        TOGETHER, AT_ONCE, ours, bare, ours / bare);
    copies();
  }

  /** People of whom a value is encrypted, so that they have a key; the first ones. */
  private void seal(int people) throws Exception {
    for (int first = 0; first < people; first += 500) {
      ObjectNode body = JSON.createObjectNode();
      for (int i = first; i < first + 500; i++) {
        body.withArray("items")
            .addObject()
            .put("field", "shop.users.phone")
            .put("subject", FiveTables.person(i))
            .put("value", "139%08d".formatted(i));
      }
      JsonNode results = post(service, "/v1/encrypt", body).path("results");
      for (int i = 0; i < results.size(); i++) {
        shop.seal(first + i, results.path(i).path("ciphertext").asText());
      }
    }
  }

  private String asked(String type) throws Exception {
    ObjectNode body =
        JSON.createObjectNode().put("type", type).put("subject", FiveTables.person(next++));
    return "/v1/requests/" + post(service, "/v1/requests", body).path("id").asText();
  }

  private void verified(String at) throws Exception {
    var _ = post(officer, at + "/verify", JSON.createObjectNode());
  }

  private long[] previews(int count) throws Exception {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      String at = asked("delete");
      long start = System.nanoTime();
      JsonNode preview = get(at + "/preview");
      nanos[i] = System.nanoTime() - start;
      if (preview.path("collections").size() != 5) {
        throw new IllegalStateException("not a preview of five tables: " + preview);
      }
    }
    return sorted(nanos);
  }

  /** Nanoseconds, ascending, of deletions that nobody else was in the way of. */
  private record Alone(List<Long> nanosUntilDestroyed, List<Long> nanosUntilCertified) {
    long[] destroyed() {
      return nanosUntilDestroyed.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    long[] certified() {
      return nanosUntilCertified.stream().mapToLong(Long::longValue).sorted().toArray();
    }
  }

  /** The certificate waits for the log's next checkpoint, which comes at most once a second. */
  private Alone alone() throws Exception {
    Alone alone = new Alone(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < ALONE; i++) {
      String at = asked("delete");
      Instant began = Clock.systemUTC().instant();
      long start = System.nanoTime();
      verified(at);
      await(at);
      alone.nanosUntilCertified().add(System.nanoTime() - start);
      alone.nanosUntilDestroyed().add(Duration.between(began, destroyed(at)).toNanos());
    }
    return alone;
  }

  private Instant destroyed(String at) throws Exception {
    for (JsonNode step : get(at).path("steps")) {
      if (step.path("kind").asText().equals("erase-shred")) {
        return Instant.parse(step.path("ended_at").asText());
      }
    }
    throw new IllegalStateException("nobody's key was destroyed");
  }

  /** Gives deletions a second, from the first that may begin to the end of the last. */
  private double deletions(int count, int atOnce) throws Exception {
    int first = next;
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      asked.add(asked("delete"));
    }
    double seconds = run(asked);
    if (shop.rows(first, count) != 0) {
      throw new IllegalStateException("rows are left with " + atOnce + " at once");
    }
    return count / seconds;
  }

  private void copies() throws Exception {
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < COPIES; i++) {
      asked.add(asked("copy"));
    }
    double seconds = run(asked);
    System.out.printf(
        "requests: %d copies, %d at once: %,.0f a minute (target 1,000)%n",
        COPIES, AT_ONCE, COPIES / seconds * 60);
  }

  private double run(List<String> asked) throws Exception {
    long start = System.nanoTime();
    for (String at : asked) {
      verified(at);
    }
    for (String at : asked) {
      await(at);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void await(String at) throws Exception {
    while (true) {
      String state = get(at).path("state").asText();
      switch (state) {
        case "completed" -> {
          return;
        }
        case "running" -> Thread.sleep(2);
        default -> throw new IllegalStateException("a request came to " + state);
      }
    }
  }

  private static long[] sorted(long[] nanos) {
    Arrays.sort(nanos);
    return nanos;
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (sorted.length * share)] / 1e6;
  }

  private JsonNode post(String token, String path, ObjectNode body) throws Exception {
    return send(token, path, HttpRequest.BodyPublishers.ofString(body.toString()), "POST");
  }

  private JsonNode get(String path) throws Exception {
    return send(officer, path, HttpRequest.BodyPublishers.noBody(), "GET");
  }

  private JsonNode send(String token, String path, HttpRequest.BodyPublisher body, String method)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Authorization", "Bearer " + token)
            .method(method, body)
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(response.statusCode() + " to " + path + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
