package dev.yinhu.piiscanner.appraisal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.TableReport;
import dev.yinhu.piiscanner.report.database.DatabaseJson;
import dev.yinhu.piiscanner.report.database.DatabaseText;
import java.io.IOException;
import java.io.PrintStream;

/** Writes the report of a database with what it was held against. Immutable. */
public final class DatabaseOutput {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final ReportFormat format;
  private final AppraisalOutput appraisals;
  private final TableFields more;

  /** Writes what else is known of a table into its JSON object. */
  @FunctionalInterface
  public interface TableFields {
    /** Writes fields into the object that has begun. */
    void write(TableReport table, JsonGenerator json) throws IOException;
  }

  /**
   * A writer.
   *
   * @param more written behind what every table tells
   */
  public DatabaseOutput(ReportFormat format, AppraisalOutput appraisals, TableFields more) {
    this.format = format;
    this.appraisals = appraisals;
    this.more = more;
  }

  /** Writes the whole report; the stream stays open. */
  public void write(DatabaseReport report, Appraisal appraisal, PrintStream out)
      throws IOException {
    switch (format) {
      case TEXT -> {
        new DatabaseText(appraisals.language(), appraisals::label).write(report, out);
        appraisals.text(appraisal, out);
      }
      case JSON -> json(report, appraisal, out);
      case JSONL -> lines(report, appraisal, out);
      case SARIF -> appraisals.sarif(appraisal, out);
      case HTML -> appraisals.html(appraisal, out);
    }
  }

  private void json(DatabaseReport report, Appraisal appraisal, PrintStream out)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      var parts = new DatabaseJson(json);
      json.writeStartObject();
      parts.head(report);
      json.writeArrayFieldStart("tables");
      for (TableReport table : report.tables()) {
        json.writeStartObject();
        parts.table(table);
        more.write(table, json);
        json.writeEndObject();
      }
      json.writeEndArray();
      appraisals.json(appraisal, json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void lines(DatabaseReport report, Appraisal appraisal, PrintStream out)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      var parts = new DatabaseJson(json);
      for (TableReport table : report.tables()) {
        json.writeStartObject();
        json.writeStringField("kind", "table");
        parts.table(table);
        more.write(table, json);
        json.writeEndObject();
        json.writeRaw('\n');
      }
      json.writeStartObject();
      json.writeStringField("kind", "summary");
      parts.head(report);
      json.writeNumberField("tables", report.tables().size());
      appraisals.json(appraisal, json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}
