package dev.yinhu.piiscanner.report;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.piiscanner.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes what was found in records, one line of JSON each: {@code
 * {"id":…,"findings":[{"type":…,"start":…,"end":…,"confidence":…}]}}. Places count Unicode code
 * points, the end is exclusive; confidence has three decimals. For one thread.
 */
public final class RecordLines implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonGenerator out;

  /** To a stream, which stays open; what was written is there after {@link #close}. */
  public RecordLines(OutputStream stream) throws IOException {
    out =
        new JsonFactoryBuilder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .rootValueSeparator("")
            .build()
            .createGenerator(stream)
            .setCodec(JSON);
  }

  /** One record; with no findings too. */
  public void write(JsonNode id, List<Finding> findings) throws IOException {
    out.writeStartObject();
    out.writeFieldName("id");
    out.writeTree(id);
    out.writeArrayFieldStart("findings");
    for (Finding finding : findings) {
      out.writeStartObject();
      out.writeStringField("type", finding.type().name());
      out.writeNumberField("start", finding.start());
      out.writeNumberField("end", finding.end());
      out.writeNumberField("confidence", Confidence.shown(finding.confidence()));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeRaw('\n');
  }

  /** Writes what is still held back. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
