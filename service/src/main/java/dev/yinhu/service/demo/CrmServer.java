package dev.yinhu.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The demo's customer relations as a store behind signed requests (docs/store-webhook.md): somebody
 * else's program, that checks the signature before it reads anything.
 */
final class CrmServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 1 << 20;

  private final CrmStore store;
  private final PublicKey key;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private CrmServer(CrmStore store, PublicKey key, HttpServer server) {
    this.store = store;
    this.key = key;
    this.server = server;
  }

  /**
   * Begins to answer on this machine.
   *
   * @param key of who may ask
   */
  static CrmServer start(CrmStore store, PublicKey key) {
    try {
      InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      CrmServer crm = new CrmServer(store, key, HttpServer.create(here, 0));
      crm.server.setExecutor(crm.threads);
      crm.server.createContext("/yinhu", crm::handle);
      crm.server.start();
      return crm;
    } catch (IOException e) {
      throw new UncheckedIOException("the demo's customer relations cannot listen", e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/yinhu";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LONGEST);
      if (!isSigned(exchange, body)) {
        answer(exchange, 401, "");
        return;
      }
      JsonNode request = JSON.readTree(body);
      answer(exchange, request.path("operation").asText(), request.path("person").asText());
    }
  }

  private boolean isSigned(HttpExchange exchange, byte[] body) {
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    String at = exchange.getRequestHeaders().getFirst("webhook-timestamp");
    String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
    if (id == null || at == null || signature == null || !signature.startsWith("v1a,")) {
      return false;
    }
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes((id + "." + at + ".").getBytes(StandardCharsets.US_ASCII));
    signed.writeBytes(body);
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(signed.toByteArray());
      return check.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private void answer(HttpExchange exchange, String operation, String person) throws IOException {
    switch (operation) {
      case "count", "remaining" ->
          answer(exchange, 200, JSON.createObjectNode().put("count", store.of(person).size()));
      case "tally" -> answer(exchange, 200, tally(store.of(person).size()));
      case "read" -> answer(exchange, 200, rows(person, store.of(person)));
      case "erase" ->
          answer(
              exchange,
              200,
              JSON.createObjectNode()
                  .put("found", store.erase(person))
                  .put("left", store.of(person).size()));
      default -> answer(exchange, 422, JSON.createObjectNode().put("code", "no-conditions"));
    }
  }

  private static ObjectNode tally(int rows) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("tally").addObject().put("rows", rows).putNull("earliest").putNull("latest");
    return answer;
  }

  private static String rows(String person, List<CrmStore.Contact> contacts) {
    StringBuilder lines = new StringBuilder();
    for (CrmStore.Contact contact : contacts) {
      ObjectNode line = JSON.createObjectNode().put("person", person);
      line.putObject("values")
          .put("id", contact.id())
          .put("customer_id", person)
          .put("nickname", contact.nickname())
          .put("note", contact.note());
      lines.append(line).append('\n');
    }
    return lines
        .append(JSON.createObjectNode().put("end", contacts.size()))
        .append('\n')
        .toString();
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
