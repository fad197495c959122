package dev.yinhu.subjectrights.copy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.register.Purpose;
import dev.yinhu.subjectrights.copy.AccessHistory.Seen;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who had to do with the data of a person, on the way into a copy: taken in once, written as JSON
 * and as CSV, and summed up for the page. Memory grows with the callers and purposes, not with the
 * accesses. Not thread-safe.
 */
final class CopiedAccesses implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<String>> LINE = new TypeReference<>() {};
  private static final List<String> COLUMNS =
      List.of("time", "caller", "purpose", "operation", "field", "outcome", "values");
  private static final int VALUES = COLUMNS.size() - 1;

  private final Spool spool;
  private final BufferedWriter lines;
  private final Map<Kind, Sum> sums = new LinkedHashMap<>();
  private long count;

  CopiedAccesses(Spool spool) throws IOException {
    this.spool = spool;
    this.lines = spool.writer();
  }

  /** What the page has one line for. */
  record Kind(String caller, String purpose, String operation, String outcome) {}

  /**
   * What stands in that line.
   *
   * @param accesses how often, each field of a request by itself
   */
  record Sum(long accesses, Instant first, Instant last) {
    private Sum with(Instant time) {
      return new Sum(
          accesses + 1, time.isBefore(first) ? time : first, time.isAfter(last) ? time : last);
    }
  }

  /** Takes one in. */
  void add(Seen seen) {
    String purpose = seen.purpose().map(Purpose::key).orElse("");
    String caller = seen.caller().value();
    String operation = seen.operation().wire();
    sums.merge(
        new Kind(caller, purpose, operation, seen.outcome()),
        new Sum(1, seen.time(), seen.time()),
        (known, _) -> known.with(seen.time()));
    count++;
    try {
      lines.write(
          JSON.writeValueAsString(
              List.of(
                  seen.time().toString(),
                  caller,
                  purpose,
                  operation,
                  seen.field(),
                  seen.outcome(),
                  Integer.toString(seen.values()))));
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All are taken in. */
  void end() throws IOException {
    lines.close();
  }

  long count() {
    return count;
  }

  Map<Kind, Sum> sums() {
    return Map.copyOf(sums);
  }

  /** Takes a line. */
  @FunctionalInterface
  private interface LineTaker {
    void take(List<String> line) throws IOException;
  }

  private void lines(LineTaker taker) throws IOException {
    try (BufferedReader reader = spool.reader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        taker.take(JSON.readValue(line, LINE));
      }
    }
  }

  /** An array of objects. */
  void json(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartArray();
      lines(line -> object(json, line));
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }

  private static void object(JsonGenerator json, List<String> line) throws IOException {
    json.writeRaw('\n');
    json.writeStartObject();
    for (int i = 0; i < VALUES; i++) {
      if (!line.get(i).isEmpty()) {
        json.writeStringField(COLUMNS.get(i), line.get(i));
      }
    }
    json.writeNumberField(COLUMNS.get(VALUES), Integer.parseInt(line.get(VALUES)));
    json.writeEndObject();
  }

  void csv(OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvRows csv = new CsvRows(writer);
    csv.row(COLUMNS);
    lines(csv::row);
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    lines.close();
    spool.close();
  }
}
