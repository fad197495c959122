package dev.yinhu.notices.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request to a gateway, with places: {@code {to}}, {@code {text}}, {@code {id}}, {@code
 * {template}}, {@code {language}}, {@code {gateway-id}}.
 *
 * @param url with {@code {id}} and {@code {gateway-id}} at most: contacts and texts stand in no URL
 * @param headers values with {@code {id}} at most, for instance {@code Idempotency-Key}
 */
public record GatewayCall(String method, String url, Map<String, String> headers, Body body) {
  /** What the request carries. */
  public sealed interface Body {
    /** JSON; places in its strings are filled. */
    record Json(JsonNode template) implements Body {
      private static final ObjectMapper READER = new ObjectMapper();

      /**
       * Of a text.
       *
       * @throws IllegalArgumentException when it is not JSON
       */
      public static Json of(String text) {
        try {
          return new Json(READER.readTree(text));
        } catch (JsonProcessingException e) {
          throw new IllegalArgumentException("the gateway's body is not JSON", e);
        }
      }
    }

    /** An HTML form (application/x-www-form-urlencoded). */
    record Form(Map<String, String> fields) implements Body {
      /** Copies. */
      public Form {
        fields = Map.copyOf(fields);
      }
    }

    /** None. */
    record None() implements Body {}
  }

  /** Refuses contacts and texts where logs of others could show them. */
  public GatewayCall {
    headers = Map.copyOf(headers);
    String open = url + headers.values();
    if (open.contains("{to}") || open.contains("{text}") || open.contains("{parameters}")) {
      throw new IllegalArgumentException(
          "a gateway's URL and headers hold no contact and no text: put them into the body");
    }
    URI.create(url.replaceAll("\\{[a-z-]+}", "0"));
  }

  URI target(Fields fields) {
    return URI.create(fields.inUrl(url));
  }

  byte[] content(Fields fields) {
    String text =
        switch (body) {
          case Body.Json(JsonNode template) -> fields.inJson(template);
          case Body.Form(Map<String, String> form) -> fields.inForm(form);
          case Body.None() -> "";
        };
    return text.getBytes(StandardCharsets.UTF_8);
  }

  String mediaType() {
    return switch (body) {
      case Body.Json _ -> "application/json";
      case Body.Form _ -> "application/x-www-form-urlencoded";
      case Body.None _ -> "text/plain";
    };
  }
}
