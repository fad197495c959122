package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty times kill -9 of the service while 64 connections decrypt. Every answer that was given has
 * its entry, no index is missing, the root recomputes, and the next start needs nobody's help.
 */
class KilledUnderLoadIT {
  private static final int ROUNDS = 20;
  private static final int CONNECTIONS = 64;
  private static final String PHONE = "13812345678";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void everyAcknowledgedDecryptHasItsEntryAfterTwentyKills() throws Exception {
    Path data = directory.resolve("data");
    String token = prepare(data);
    List<String> bodies = List.of();
    Set<String> acknowledged = new HashSet<>();
    Random random = new Random(20);
    for (int round = 0; round < ROUNDS; round++) {
      try (ServiceProcess service =
          ServiceProcess.serve(data, directory.resolve("serve.log")).awaitReady(client)) {
        if (bodies.isEmpty()) {
          bodies = bodies(service, token);
        }
        DecryptLoad load = new DecryptLoad(service.address("/v1/decrypt"), token, bodies, PHONE);
        load.start(client);
        awaitSome(load, 1 + random.nextInt(2_000));
        service.kill();
        acknowledged.addAll(load.await());
      }
    }
    assertLogHolds(data, acknowledged);
  }

  private String prepare(Path data) throws Exception {
    Path register = directory.resolve("register.yaml");
    try (InputStream in = KilledUnderLoadIT.class.getResourceAsStream("/demo/register.yaml")) {
      Files.write(register, in.readAllBytes());
    }
    ServiceProcess.command("register", "apply", register.toString(), "--data", data.toString());
    String added =
        ServiceProcess.command(
            "caller",
            "add",
            "order-service",
            "--role",
            "service",
            "--json",
            "--data",
            data.toString());
    return JSON.readTree(added).path("token").asText();
  }

  /** One request body for each connection, each about another subject. */
  private List<String> bodies(ServiceProcess service, String token) throws Exception {
    ObjectNode encrypt = JSON.createObjectNode();
    ArrayNode items = encrypt.putArray("items");
    for (int i = 0; i < CONNECTIONS; i++) {
      items
          .addObject()
          .put("field", "shop.users.phone")
          .put("subject", "u-" + i)
          .put("value", PHONE);
    }
    HttpRequest request =
        HttpRequest.newBuilder(service.address("/v1/encrypt"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(encrypt.toString()))
            .build();
    JsonNode sealed =
        JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      ObjectNode decrypt = JSON.createObjectNode().put("purpose", "deliver-order");
      decrypt
          .putArray("items")
          .addObject()
          .put("field", "shop.users.phone")
          .put("subject", "u-" + i)
          .put("ciphertext", sealed.path("results").path(i).path("ciphertext").asText());
      bodies.add(decrypt.toString());
    }
    return bodies;
  }

  private static void awaitSome(DecryptLoad load, int requests) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (load.count() < requests) {
      assertThat(System.nanoTime()).as("the load makes progress").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private static void assertLogHolds(Path data, Set<String> acknowledged) throws Exception {
    assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    try (Database database = Database.open(DatabaseConfig.embedded(), DataDirectory.open(data));
        AuditLog log =
            AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Clock.systemUTC())) {
      TreeHead head = log.recompute();
      assertThat(head).isEqualTo(log.head());
      List<String> requests = new ArrayList<>();
      log.forEach(
          0,
          entry -> {
            assertThat(entry.index()).isEqualTo(requests.size());
            requests.add(request(entry.json()));
          });
      assertThat(requests).hasSize((int) head.size());
      List<String> ofLoad = requests.stream().filter(acknowledged::contains).toList();
      assertThat(ofLoad).as("each once").doesNotHaveDuplicates().hasSameSizeAs(acknowledged);
    }
  }

  private static String request(String json) {
    try {
      return JSON.readTree(json).path("request").asText();
    } catch (java.io.IOException e) {
      throw new AssertionError("an entry is not JSON", e);
    }
  }
}
