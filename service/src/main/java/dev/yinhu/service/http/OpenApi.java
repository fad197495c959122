package dev.yinhu.service.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the API, written by hand in {@code openapi/openapi.yaml}. Stateless. */
final class OpenApi {

  private static final String RESOURCE = "/openapi/openapi.yaml";

  private OpenApi() {}

  /** The description as JSON. */
  static Buffer json() {
    try (var yaml = OpenApi.class.getResourceAsStream(RESOURCE)) {
      var text = new String(Objects.requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);
      var document =
          new Load(LoadSettings.builder().setLabel(RESOURCE).build()).loadFromString(text);
      return Json.write(Objects.requireNonNull(document));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE + " from the jar", e);
    }
  }
}
