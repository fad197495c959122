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

  /** Made when first asked for: parsing takes longer than a start should wait for it. */
  private static final class Made {
    static final Buffer JSON = made();
  }

  /** The description as JSON, always the same buffer; leave it as it is. */
  static Buffer json() {
    return Made.JSON;
  }

  private static Buffer made() {
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
