package dev.yinhu.piiscanner.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordLinesTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void eachRecordIsOneLineAlsoWithoutFindings() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var trace = new Trace("cn-mobile", List.of(), List.of());
    try (var lines = new RecordLines(bytes)) {
      lines.write(
          JSON.textNode("a\n\"b"),
          List.of(new Finding(new PiiType("CN_MOBILE"), 3, 14, 2.0 / 3, trace)));
      lines.write(JSON.numberNode(7), List.of());
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"id\":\"a\\n\\\"b\",\"findings\":[{\"type\":\"CN_MOBILE\",\"start\":3,\"end\":14,"
                + "\"confidence\":0.667}]}\n{\"id\":7,\"findings\":[]}\n");
  }

  @Test
  void ofNoRecordsThereIsNoLine() throws IOException {
    var bytes = new ByteArrayOutputStream();
    new RecordLines(bytes).close();
    assertThat(bytes.size()).isZero();
  }
}
