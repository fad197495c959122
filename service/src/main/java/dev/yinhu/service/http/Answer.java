package dev.yinhu.service.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/**
 * What a handler answers with. Immutable, but the body is not copied: leave it alone afterwards.
 *
 * @param contentType media type of the body
 * @param headers further headers, usually none
 */
public record Answer(
    int status, CharSequence contentType, Buffer body, List<Map.Entry<String, String>> headers) {

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence BYTES = HttpHeaders.createOptimized("application/octet-stream");
  private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");

  /** 200 with JSON that is already written. */
  public static Answer json(Buffer json) {
    return new Answer(200, JSON, json, List.of());
  }

  /** 200 with a record written as JSON; absent (null) members are left out. */
  public static Answer json(Object value) {
    return json(200, value);
  }

  /** Any status with a record written as JSON. */
  public static Answer json(int status, Object value) {
    return new Answer(status, JSON, Json.write(value), List.of());
  }

  /** 200 with bytes that never change: the client may keep them, nobody between may. */
  public static Answer immutable(byte[] bytes) {
    return new Answer(
        200,
        BYTES,
        Buffer.buffer(bytes),
        List.of(Map.entry("Cache-Control", "private, max-age=31536000, immutable")));
  }

  /** 200 with plain text. */
  public static Answer text(String text) {
    return new Answer(200, TEXT, Buffer.buffer(text), List.of());
  }
}
