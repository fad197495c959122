package dev.yinhu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code POST /v1/decrypt} with sign-in, guard and durable audit, 64 connections, 1 and 100 fields
 * a request, against a bare Vert.x server in a process of its own that parses and echoes the same
 * JSON. Rounds alternate, the best round of each counts.
 */
final class DecryptOverHttp {
  private static final int CONNECTIONS = 64;
  private static final int SUBJECTS = 1_000;
  private static final int ROUNDS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration MEASURED = Duration.ofSeconds(8);
  private static final ObjectMapper JSON = new ObjectMapper();

  private DecryptOverHttp() {}

  static void main() throws Exception {
    Path log = Files.createTempFile("bare-server", ".log");
    int barePort = ServerProcess.freePort();
    try (Installation installation = Installation.make();
        ServerProcess ours = installation.serve();
        ServerProcess bare =
            ServerProcess.start(
                log,
                Installation.options(),
                List.of(BareServer.class.getName(), Integer.toString(barePort)),
                barePort)) {
      double one = compare(installation, ours.port(), bare.port(), 1);
      double hundred = compare(installation, ours.port(), bare.port(), 100);
      System.out.printf(
          "http fields/s at 100 a request over fields/s at 1: %.1f (target 20)%n",
          100 * hundred / one);
      System.out.printf("http resident set after the load: %d MB%n", residentMegabytes(ours));
    } finally {
      Files.delete(log);
    }
  }

  /** Gives our requests a second. */
  private static double compare(Installation installation, int ours, int bare, int fields)
      throws Exception {
    byte[] request =
        LoadGenerator.post("/v1/decrypt", installation.token(), body(installation, ours, fields));
    LoadGenerator loadOurs = new LoadGenerator(ours, request, CONNECTIONS);
    LoadGenerator loadBare = new LoadGenerator(bare, request, CONNECTIONS);
    loadBare.run(WARM_UP);
    loadOurs.run(WARM_UP);
    LoadGenerator.Figures bestBare = loadBare.run(MEASURED);
    LoadGenerator.Figures bestOurs = loadOurs.run(MEASURED);
    for (int round = 1; round < ROUNDS; round++) {
      bestBare = better(bestBare, loadBare.run(MEASURED));
      bestOurs = better(bestOurs, loadOurs.run(MEASURED));
    }
    System.out.printf(
        "http decrypt, %d field(s), %d connections: %,.0f req/s (p50 %.2f ms, p99 %.2f ms),"
            + " bare %,.0f req/s (p50 %.2f ms), ratio %.2f%s%n",
        fields,
        CONNECTIONS,
        bestOurs.perSecond(),
        bestOurs.p50Millis(),
        bestOurs.p99Millis(),
        bestBare.perSecond(),
        bestBare.p50Millis(),
        bestOurs.perSecond() / bestBare.perSecond(),
        fields == 1 ? " (target 0.45)" : "");
    return bestOurs.perSecond();
  }

  private static LoadGenerator.Figures better(LoadGenerator.Figures a, LoadGenerator.Figures b) {
    return a.perSecond() >= b.perSecond() ? a : b;
  }

  private static String body(Installation installation, int port, int fields)
      throws IOException, InterruptedException {
    ObjectNode encrypt = JSON.createObjectNode();
    ArrayNode items = encrypt.putArray("items");
    for (int i = 0; i < fields; i++) {
      items
          .addObject()
          .put("field", "shop.users.phone")
          .put("subject", "u-" + i % SUBJECTS)
          .put("value", "138" + (10_000_000 + i));
    }
    JsonNode sealed = installation.post(port, "/v1/encrypt", encrypt.toString());
    ObjectNode decrypt = JSON.createObjectNode().put("purpose", "deliver-order");
    ArrayNode asked = decrypt.putArray("items");
    for (int i = 0; i < fields; i++) {
      asked
          .addObject()
          .put("field", "shop.users.phone")
          .put("subject", "u-" + i % SUBJECTS)
          .put("ciphertext", sealed.path("results").path(i).path("ciphertext").asText());
    }
    return decrypt.toString();
  }

  private static long residentMegabytes(ServerProcess server) throws IOException {
    Path status = Path.of("/proc", Long.toString(server.process().pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }
}
