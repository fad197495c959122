package dev.yinhu.piiscanner.report.database;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.piiscanner.Trace.Term;
import dev.yinhu.piiscanner.jdbc.ColumnFinding;
import dev.yinhu.piiscanner.jdbc.ColumnReport;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.Extent;
import dev.yinhu.piiscanner.jdbc.TableReport;
import dev.yinhu.piiscanner.jdbc.TableReport.Outcome;
import dev.yinhu.piiscanner.report.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The fields of a scanned database, the same in all JSON reports. For one thread. */
public final class DatabaseJson {
  private static final double THOUSANDTHS = 1000.0;

  private final JsonGenerator out;

  /** Writes with this generator, into the object that it has begun. */
  public DatabaseJson(JsonGenerator out) {
    this.out = out;
  }

  /** What was to be read, with the seed that draws the same sample again. */
  public void head(DatabaseReport report) throws IOException {
    out.writeStringField("database", whole(report.database()));
    switch (report.extent()) {
      case Extent.Whole _ -> out.writeStringField("extent", "full");
      case Extent.Rows(long rows) -> {
        out.writeStringField("extent", "rows");
        out.writeNumberField("sample_rows", rows);
      }
      case Extent.Percent(double percent) -> {
        out.writeStringField("extent", "percent");
        out.writeNumberField("sample_percent", percent);
      }
    }
    out.writeNumberField("seed", report.seed());
    out.writeBooleanField("stopped", report.stopped());
    out.writeBooleanField("complete", report.complete());
  }

  /** A table with its columns. */
  public void table(TableReport table) throws IOException {
    out.writeStringField("schema", whole(table.name().schema()));
    out.writeStringField("table", whole(table.name().table()));
    switch (table.outcome()) {
      case Outcome.Finished _ -> out.writeBooleanField("finished", true);
      case Outcome.Unfinished(String why) -> {
        out.writeBooleanField("finished", false);
        out.writeStringField("why", why);
      }
    }
    out.writeNumberField("rows", table.rows());
    out.writeNumberField("characters", table.characters());
    if (table.estimatedRows().isPresent()) {
      out.writeNumberField("estimated_rows", table.estimatedRows().getAsLong());
    }
    out.writeBooleanField("sampled", table.sampled());
    out.writeArrayFieldStart("notes");
    for (String note : table.notes()) {
      out.writeString(note);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("columns");
    for (ColumnReport column : table.columns()) {
      column(column);
    }
    out.writeEndArray();
  }

  private void column(ColumnReport column) throws IOException {
    out.writeStartObject();
    out.writeStringField("column", whole(column.name()));
    out.writeStringField("database_type", whole(column.databaseType()));
    out.writeStringField("state", word(column.state()));
    out.writeNumberField("values", column.values());
    out.writeNumberField("nulls", column.nulls());
    out.writeNumberField("ciphertexts", column.sealed());
    out.writeNumberField("cut", column.cut());
    out.writeNumberField("not_text", column.notText());
    out.writeArrayFieldStart("findings");
    for (ColumnFinding finding : column.findings()) {
      out.writeStartObject();
      finding(finding);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void finding(ColumnFinding finding) throws IOException {
    out.writeStringField("type", finding.type().name());
    out.writeBooleanField("certain", finding.certain());
    out.writeNumberField("confidence", thousandths(finding.confidence()));
    out.writeNumberField("values", finding.values());
    out.writeNumberField("hits", finding.hits());
    out.writeNumberField("whole", finding.whole());
    out.writeNumberField("share", finding.share().value());
    out.writeArrayFieldStart("share_95");
    out.writeNumber(finding.share().low());
    out.writeNumber(finding.share().high());
    out.writeEndArray();
    out.writeArrayFieldStart("terms");
    for (Term term : finding.terms()) {
      out.writeStartObject();
      out.writeStringField("term", term.name());
      out.writeNumberField("weight", thousandths(term.weight()));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("samples");
    for (Sample sample : finding.examples()) {
      out.writeStartObject();
      out.writeStringField("masked", whole(sample.masked()));
      out.writeStringField("fingerprint", sample.fingerprint());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double thousandths(double value) {
    return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
  }

  /** Half of a surrogate pair has no place in JSON; names and values may hold one. */
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
