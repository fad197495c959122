package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.yinhu.service.LiveService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the loads of the crash tests need: a register, a caller, and values to decrypt. */
record Shop(String token) {
  static final String PHONE = "13812345678";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Applies the demo's register and adds the order service by the command line.
   *
   * @param where the options that name data directory or configuration
   */
  static Shop open(Path directory, String... where) throws IOException, InterruptedException {
    Path register = directory.resolve("register.yaml");
    Files.writeString(register, LiveService.demoRegister());
    ServiceProcess.command(with(where, "register", "apply", register.toString()));
    String added =
        ServiceProcess.command(
            with(where, "caller", "add", "order-service", "--role", "service", "--json"));
    return new Shop(JSON.readTree(added).path("token").asText());
  }

  private static String[] with(String[] where, String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(where));
    return all.toArray(String[]::new);
  }

  /** One body of a decrypt for each connection, each about another subject. */
  List<String> bodies(HttpClient client, ServiceProcess service, int connections)
      throws IOException, InterruptedException {
    ObjectNode encrypt = JSON.createObjectNode();
    ArrayNode items = encrypt.putArray("items");
    for (int i = 0; i < connections; i++) {
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
    for (int i = 0; i < connections; i++) {
      bodies.add(decrypt(i, sealed.path("results").path(i).path("ciphertext").asText()));
    }
    return bodies;
  }

  private static String decrypt(int subject, String ciphertext) {
    ObjectNode decrypt = JSON.createObjectNode().put("purpose", "deliver-order");
    decrypt
        .putArray("items")
        .addObject()
        .put("field", "shop.users.phone")
        .put("subject", "u-" + subject)
        .put("ciphertext", ciphertext);
    return decrypt.toString();
  }

  /** Decrypting until the service is gone or the load is stopped. */
  DecryptLoad load(HttpClient client, ServiceProcess service, List<String> bodies) {
    DecryptLoad load = new DecryptLoad(service.address("/v1/decrypt"), token, bodies, PHONE);
    load.start(client);
    return load;
  }

  /** Waits until the load has that many requests acknowledged. */
  static void awaitMore(DecryptLoad load, int requests) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (load.count() < requests) {
      assertThat(System.nanoTime()).as("the load makes progress").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
