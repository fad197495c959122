package dev.yinhu.subjectrights.copy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.graph.CollectionName;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a collection on their way into a copy: taken in once, written as JSON and as CSV.
 * Memory does not grow with their number. Not thread-safe.
 */
final class CopiedCollection implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<List<String>>> ROW = new TypeReference<>() {};

  private final CollectionName name;
  private final List<DeclaredField> fields;
  private final Spool spool;
  private final BufferedWriter lines;
  private final CopyTold told = new CopyTold();

  CopiedCollection(CollectionName name, List<DeclaredField> fields, Spool spool)
      throws IOException {
    this.name = name;
    this.fields = List.copyOf(fields);
    this.spool = spool;
    this.lines = spool.writer();
  }

  CollectionName name() {
    return name;
  }

  List<DeclaredField> fields() {
    return fields;
  }

  CopyTold told() {
    return told;
  }

  void add(List<CopiedCell> row) throws IOException {
    told.row(row);
    List<List<String>> line = new ArrayList<>();
    row.forEach(cell -> line.add(List.of(cell.state().name(), cell.value())));
    lines.write(JSON.writeValueAsString(line));
    lines.write('\n');
  }

  /** All rows are taken in. */
  void end() throws IOException {
    lines.close();
  }

  /** Takes a row. */
  @FunctionalInterface
  interface RowTaker {
    void take(List<CopiedCell> row) throws IOException;
  }

  /** Gives the rows again, at most so many. */
  void rows(long most, RowTaker taker) throws IOException {
    try (BufferedReader reader = spool.reader()) {
      long given = 0;
      for (String line = reader.readLine(); line != null && given < most; given++) {
        taker.take(row(line));
        line = reader.readLine();
      }
    }
  }

  private static List<CopiedCell> row(String line) throws JsonProcessingException {
    List<CopiedCell> row = new ArrayList<>();
    for (List<String> cell : JSON.readValue(line, ROW)) {
      row.add(new CopiedCell(cell.getLast(), CopiedCell.State.valueOf(cell.getFirst())));
    }
    return row;
  }

  /** An array of objects; what is not told is absent, as is what does not stand there. */
  void json(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartArray();
      rows(Long.MAX_VALUE, row -> object(json, row));
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }

  private void object(JsonGenerator json, List<CopiedCell> row) throws IOException {
    json.writeRaw('\n');
    json.writeStartObject();
    for (int i = 0; i < row.size(); i++) {
      if (isTold(row.get(i))) {
        json.writeStringField(fields.get(i).ref().field(), row.get(i).value());
      }
    }
    json.writeEndObject();
  }

  void csv(OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvRows csv = new CsvRows(writer);
    csv.row(fields.stream().map(field -> field.ref().field()).toList());
    rows(
        Long.MAX_VALUE,
        row -> csv.row(row.stream().map(cell -> isTold(cell) ? cell.value() : "").toList()));
    writer.flush();
  }

  static boolean isTold(CopiedCell cell) {
    return switch (cell.state()) {
      case WHOLE, MASKED, REDACTED -> true;
      case EMPTY, OTHERS, UNREADABLE -> false;
    };
  }

  @Override
  public void close() throws IOException {
    lines.close();
    spool.close();
  }
}
