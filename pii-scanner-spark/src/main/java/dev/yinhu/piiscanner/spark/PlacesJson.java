package dev.yinhu.piiscanner.spark;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.piiscanner.appraisal.DatabaseOutput;
import dev.yinhu.piiscanner.jdbc.ColumnFinding;
import dev.yinhu.piiscanner.jdbc.TableReport;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells for each finding of a table in which parts of files it was found.
 *
 * @param report of the scan
 */
record PlacesJson(SparkReport report) implements DatabaseOutput.TableFields {
  @Override
  public void write(TableReport table, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("places");
    for (ColumnFinding finding : table.findings()) {
      Optional<Places> places = report.places(finding);
      if (places.isPresent()) {
        write(finding, places.get(), json);
      }
    }
    json.writeEndArray();
  }

  private static void write(ColumnFinding finding, Places places, JsonGenerator json)
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
}
