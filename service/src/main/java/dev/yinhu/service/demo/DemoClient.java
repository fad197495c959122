package dev.yinhu.service.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Calls the running service over HTTP, as any service of the platform would. */
final class DemoClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What came back.
   *
   * @param requestId under which the access log has it
   */
  record Reply(int status, String requestId, String text) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        throw new DemoException("the service answered " + status + " without JSON", e);
      }
    }

    /** The first result of a batch. */
    JsonNode first() {
      return json().path("results").path(0);
    }

    /** The stable code with which the first item was refused; empty when it was done. */
    String refusal() {
      return first().path("error").path("code").asText("");
    }
  }

  private final String address;
  private final Map<String, String> tokens;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  DemoClient(String address, Map<String, String> tokens) {
    this.address = address;
    this.tokens = Map.copyOf(tokens);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ArrayNode array() {
    return JSON.createArrayNode();
  }

  Reply post(String caller, String path, ObjectNode body) {
    return send(
        request(caller, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  Reply get(String caller, String path) {
    return send(request(caller, path).GET());
  }

  /** What comes back as it is; empty when it is no success. */
  byte[] bytes(String caller, String path) {
    HttpResponse<byte[]> response =
        sent(request(caller, path).GET(), HttpResponse.BodyHandlers.ofByteArray());
    return response.statusCode() == 200 ? response.body() : new byte[0];
  }

  /** Without a token, as the public may. */
  Reply getOpen(String path) {
    return send(HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).GET());
  }

  private HttpRequest.Builder request(String caller, String path) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token(caller));
  }

  URI uri(String path) {
    return URI.create(address + path);
  }

  String token(String caller) {
    String token = tokens.get(caller);
    if (token == null) {
      throw new DemoException("the demo has no token for " + caller);
    }
    return token;
  }

  private Reply send(HttpRequest.Builder request) {
    HttpResponse<String> response = sent(request, HttpResponse.BodyHandlers.ofString());
    return new Reply(
        response.statusCode(),
        response.headers().firstValue("X-Request-Id").orElse(""),
        response.body());
  }

  private <T> HttpResponse<T> sent(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new DemoException("the service does not answer on " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted while waiting for the service", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
