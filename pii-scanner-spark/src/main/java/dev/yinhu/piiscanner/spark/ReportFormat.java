package dev.yinhu.piiscanner.spark;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.jdbc.ColumnFinding;
import dev.yinhu.piiscanner.jdbc.DatabaseReport;
import dev.yinhu.piiscanner.jdbc.TableReport;
import dev.yinhu.piiscanner.report.database.DatabaseJson;
import dev.yinhu.piiscanner.report.database.DatabaseText;
import dev.yinhu.piiscanner.report.html.Language;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;

/** How a report is written: as that of a database, with the places of files. */
enum ReportFormat {
  /** For people. */
  TEXT {
    @Override
    void write(SparkReport report, PrintStream out) {
      new DatabaseText(Language.BOTH, TypeCatalogue.standard()::label).write(report.report(), out);
    }
  },
  /** One object. */
  JSON {
    @Override
    void write(SparkReport report, PrintStream out) throws IOException {
      try (JsonGenerator json = MAPPER.createGenerator(out)) {
        DatabaseJson parts = new DatabaseJson(json);
        json.writeStartObject();
        parts.head(report.report());
        json.writeArrayFieldStart("tables");
        for (TableReport table : report.report().tables()) {
          json.writeStartObject();
          table(table, report, parts, json);
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
  },
  /** One object a table, and one at the end. */
  JSONL {
    @Override
    void write(SparkReport report, PrintStream out) throws IOException {
      try (JsonGenerator json = MAPPER.createGenerator(out)) {
        json.setRootValueSeparator(null);
        DatabaseJson parts = new DatabaseJson(json);
        for (TableReport table : report.report().tables()) {
          json.writeStartObject();
          json.writeStringField("kind", "table");
          table(table, report, parts, json);
          json.writeEndObject();
          json.writeRaw('\n');
        }
        summary(report.report(), parts, json);
      }
    }
  };

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /** Writes the report; the stream stays open. */
  abstract void write(SparkReport report, PrintStream out) throws IOException;

  private static void table(
      TableReport table, SparkReport report, DatabaseJson parts, JsonGenerator json)
      throws IOException {
    parts.table(table);
    json.writeArrayFieldStart("places");
    for (ColumnFinding finding : table.findings()) {
      Optional<Places> places = report.places(finding);
      if (places.isPresent()) {
        places(finding, places.get(), json);
      }
    }
    json.writeEndArray();
  }

  private static void places(ColumnFinding finding, Places places, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("column", finding.column());
    json.writeStringField("type", finding.type().name());
    json.writeNumberField("parts", places.all());
    json.writeArrayFieldStart("first");
    for (Places.Part part : places.first()) {
      json.writeStartObject();
      json.writeStringField("file", part.place().file());
      json.writeNumberField("from_byte", part.place().from());
      json.writeNumberField("hits", part.hits());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void summary(DatabaseReport report, DatabaseJson parts, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", "summary");
    parts.head(report);
    json.writeNumberField("tables", report.tables().size());
    json.writeEndObject();
    json.writeRaw('\n');
  }
}
