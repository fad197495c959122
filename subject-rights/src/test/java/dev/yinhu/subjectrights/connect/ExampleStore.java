package dev.yinhu.subjectrights.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A receiver as docs/store-webhook.md asks for it: checks the signature before it reads anything,
 * and answers for people by their id. Rows are notes of {@code crm.people}.
 */
final class ExampleStore implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a test makes of a request in place of the store. */
  @FunctionalInterface
  interface Instead {
    /** Whether it has answered. */
    boolean answers(HttpExchange exchange, JsonNode request) throws IOException;
  }

  final Map<String, List<String>> notes = new TreeMap<>();
  final List<String> ids = new CopyOnWriteArrayList<>();
  final List<String> unsigned = new CopyOnWriteArrayList<>();
  volatile Instead instead = (_, _) -> false;

  private final HttpServer server;
  private final KeyPair keys;

  ExampleStore() throws IOException, GeneralSecurityException {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Writes the file with the key by which Yinhu signs. */
  Path keyFile(Path directory) throws IOException {
    byte[] seed = ((EdECPrivateKey) keys.getPrivate()).getBytes().orElseThrow();
    return Files.writeString(
        directory.resolve("store.key"), "whsk_" + Base64.getEncoder().encodeToString(seed));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/yinhu";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String id = exchange.getRequestHeaders().getFirst("webhook-id");
      if (!isSigned(exchange, id, body)) {
        unsigned.add(id);
        answer(exchange, 401, "");
        return;
      }
      ids.add(id);
      JsonNode request = JSON.readTree(body);
      if (!instead.answers(exchange, request)) {
        itself(exchange, request);
      }
    }
  }

  private boolean isSigned(HttpExchange exchange, String id, byte[] body) {
    try {
      String at = exchange.getRequestHeaders().getFirst("webhook-timestamp");
      String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
      ByteArrayOutputStream signed = new ByteArrayOutputStream();
      signed.writeBytes((id + "." + at + ".").getBytes(StandardCharsets.US_ASCII));
      signed.writeBytes(body);
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(keys.getPublic());
      check.update(signed.toByteArray());
      return signature.startsWith("v1a,")
          && check.verify(Base64.getDecoder().decode(signature.substring(4)));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private void itself(HttpExchange exchange, JsonNode request) throws IOException {
    String person = request.get("person").textValue();
    List<String> theirs = notes.getOrDefault(person, List.of());
    switch (request.get("operation").textValue()) {
      case "count", "remaining" -> answer(exchange, 200, "{\"count\":" + theirs.size() + "}");
      case "read" -> {
        StringBuilder lines = new StringBuilder();
        theirs.forEach(note -> lines.append(row(person, person, note)));
        answer(exchange, 200, lines + end(theirs.size()));
      }
      case "erase" -> {
        notes.remove(person);
        answer(exchange, 200, "{\"found\":" + theirs.size() + ",\"left\":0}");
      }
      default -> answer(exchange, 422, "{\"code\":\"no-conditions\"}");
    }
  }

  static String row(String person, String id, String note) {
    return "{\"person\":\"%s\",\"values\":{\"id\":\"%s\",\"note\":\"%s\"}}\n"
        .formatted(person, id, note);
  }

  static String end(long count) {
    return "{\"end\":" + count + "}\n";
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
