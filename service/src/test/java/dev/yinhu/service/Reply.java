package dev.yinhu.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** An answer of the service. */
public record Reply(int status, HttpHeaders headers, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROBLEMS = "https://yinhu.dev/problems/";

  static Reply of(HttpResponse<String> response) {
    return new Reply(response.statusCode(), response.headers(), response.body());
  }

  /** The body. */
  public JsonNode json() {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** A header, empty when it is not there. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  String mediaType() {
    return header("Content-Type").split(";", 2)[0];
  }

  /** The id under which the access log has the request. */
  public String requestId() {
    return header("X-Request-Id");
  }

  /** Status and code of a problem, for example {@code 413 too-many-items}. */
  public String problem() {
    return status + " " + json().path("type").asText("").replace(PROBLEMS, "");
  }

  /** The results of a batch, each as its value or ciphertext, or its error code in brackets. */
  public List<String> results() {
    List<String> results = new ArrayList<>();
    for (JsonNode result : json().path("results")) {
      results.add(
          result.has("error")
              ? "[" + result.path("error").path("code").asText() + "]"
              : result.path(result.has("value") ? "value" : "ciphertext").asText());
    }
    return results;
  }

  /** The only result of a batch of one. */
  public String result() {
    List<String> results = results();
    if (results.size() != 1) {
      throw new AssertionError("not one result: " + status + " " + text);
    }
    return results.getFirst();
  }
}
