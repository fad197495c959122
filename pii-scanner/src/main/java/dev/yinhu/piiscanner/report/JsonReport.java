package dev.yinhu.piiscanner.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.piiscanner.source.Happening;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A report of one JSON object: findings, skipped files, troubles, summary. Findings are written as
 * they come; of skipped files and troubles the first {@value Tally#LISTED} are listed. For one
 * thread.
 */
public final class JsonReport implements ReportWriter {
  private final JsonParts parts;
  private final JsonGenerator out;
  private final Appendix appendix;

  /** To a stream, which stays open. */
  public JsonReport(OutputStream stream) throws IOException {
    this(stream, Appendix.NONE);
  }

  /** The same with more behind the summary. */
  public JsonReport(OutputStream stream, Appendix appendix) throws IOException {
    this.appendix = appendix;
    parts = new JsonParts(stream);
    out = parts.out();
    out.writeStartObject();
    out.writeArrayFieldStart("findings");
  }

  @Override
  public void found(Found found) throws IOException {
    out.writeStartObject();
    parts.found(found);
    out.writeEndObject();
  }

  @Override
  public void happened(Happening happening) {
    // Listed at the end.
  }

  @Override
  public void end(Summary summary) throws IOException {
    out.writeEndArray();
    list("skipped", summary.listedSkipped());
    list("troubles", summary.listedTroubles());
    out.writeObjectFieldStart("summary");
    parts.summary(summary);
    out.writeEndObject();
    appendix.write(out);
    out.writeEndObject();
    out.writeRaw('\n');
    out.flush();
  }

  private void list(String name, Iterable<? extends Happening> happenings) throws IOException {
    out.writeArrayFieldStart(name);
    for (Happening happening : happenings) {
      out.writeStartObject();
      parts.happened(happening);
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
