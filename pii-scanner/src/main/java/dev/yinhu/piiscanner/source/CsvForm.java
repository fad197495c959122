package dev.yinhu.piiscanner.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.yinhu.piiscanner.Hints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Reads the cells of a table, each with the name of its column as hint where the first record is a
 * header. The separator is the one of comma, semicolon, tab and bar that the first line holds most
 * of. For one table.
 */
final class CsvForm {
  private static final int LONGEST_RECORD = 1 << 22;

  private final Passage.Sink sink;
  private List<String> columns = List.of();
  private long records;

  private CsvForm(Passage.Sink sink) {
    this.sink = sink;
  }

  static void read(Tap tap, Passage.Sink sink) throws IOException {
    new CsvForm(sink).table(tap);
  }

  private void table(Tap in) throws IOException {
    var start = in.peek(TableHead.START);
    long lines = 1;
    try (var reader =
        CsvReader.builder()
            .fieldSeparator(TableHead.separator(start))
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(true)
            .maxBufferSize(LONGEST_RECORD)
            .ofCsvRecord(in)) {
      for (CsvRecord record : reader) {
        record(record);
        long behind = record.getStartingLineNumber() + lines(record);
        in.deliveredLines(lines, behind);
        lines = behind;
      }
    } catch (CsvParseException e) {
      throw new BrokenFormException("it is no table behind record " + records);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void record(CsvRecord record) throws IOException {
    records++;
    if (records == 1 && TableHead.isHeader(record.getFields())) {
      columns = record.getFields();
    }
    for (int i = 0; i < record.getFieldCount(); i++) {
      String cell = record.getField(i);
      if (!cell.isEmpty()) {
        give(cell, i);
      }
    }
  }

  private void give(String cell, int column) {
    boolean named = records > 1 && column < columns.size() && !columns.get(column).isBlank();
    String name = named ? columns.get(column).strip() : "";
    Windows.of(
        cell,
        named ? Hints.of(name) : Hints.NONE,
        (text, character, codePoint) ->
            new Place.InCell(records, column + 1, ShownName.of(name), codePoint),
        sink);
  }

  private static long lines(CsvRecord record) {
    long lines = 1;
    for (String cell : record.getFields()) {
      for (int i = 0; i < cell.length(); i++) {
        char c = cell.charAt(i);
        boolean pair = c == '\r' && i + 1 < cell.length() && cell.charAt(i + 1) == '\n';
        lines += c == '\n' || (c == '\r' && !pair) ? 1 : 0;
      }
    }
    return lines;
  }
}
