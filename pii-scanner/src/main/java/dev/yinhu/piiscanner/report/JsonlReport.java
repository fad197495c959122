package dev.yinhu.piiscanner.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A report of one JSON object a line, told apart by {@code kind}: finding, read, skipped, trouble,
 * and at the end one summary. For one thread.
 */
public final class JsonlReport implements ReportWriter {
  private final JsonParts parts;
  private final JsonGenerator out;
  private final Optional<Appendix> appendix;

  /** To a stream, which stays open. */
  public JsonlReport(OutputStream stream) throws IOException {
    this(stream, Optional.empty());
  }

  /** The same with one more line, of the kind {@code appraisal}, before the summary. */
  public JsonlReport(OutputStream stream, Optional<Appendix> appendix) throws IOException {
    this.appendix = appendix;
    parts = new JsonParts(stream);
    out = parts.out();
  }

  @Override
  public void found(Found found) throws IOException {
    begin("finding");
    parts.found(found);
    end();
  }

  @Override
  public void happened(Happening happening) throws IOException {
    begin(
        switch (happening) {
          case WasRead _ -> "read";
          case WasSkipped _ -> "skipped";
          case WentWrong _ -> "trouble";
        });
    parts.happened(happening);
    end();
  }

  @Override
  public void end(Summary summary) throws IOException {
    if (appendix.isPresent()) {
      begin("appraisal");
      appendix.get().write(out);
      end();
    }
    begin("summary");
    parts.summary(summary);
    end();
    out.flush();
  }

  private void begin(String kind) throws IOException {
    out.writeStartObject();
    out.writeStringField("kind", kind);
  }

  private void end() throws IOException {
    out.writeEndObject();
    out.writeRaw('\n');
  }
}
