package dev.yinhu.piiscanner.source;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of JSON, one a line in UTF-8 (JSON Lines), of which two fields are wanted: a text
 * and what names the record. What is no such record is told with its line number and the next line
 * goes on. Memory is bounded by the longest line allowed. For one thread.
 */
public final class RecordReader {
  /** Longest line in bytes; a longer one is told as broken. */
  public static final int LONGEST_LINE = 16 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_LINE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final ByteLines lines;
  private final String textField;
  private final String idField;

  /**
   * Reads a stream, which stays open.
   *
   * @param textField name of the field whose text is wanted
   * @param idField name of the field that names the record
   */
  public RecordReader(InputStream in, String textField, String idField) {
    this.lines = new ByteLines(in, LONGEST_LINE);
    this.textField = textField;
    this.idField = idField;
  }

  /** What a line holds. */
  public sealed interface Line {}

  /**
   * A record.
   *
   * @param line number of its line, from 1
   * @param id as it is written, of whatever JSON type; null when the record has none
   * @param text the text
   */
  public record TextRecord(long line, JsonNode id, String text) implements Line {
    /** Without the text. */
    @Override
    public String toString() {
      return "TextRecord[line " + line + "]";
    }
  }

  /**
   * A line that is no record.
   *
   * @param line its number, from 1
   * @param why in a few words, without anything of what it holds
   */
  public record BrokenLine(long line, String why) implements Line {}

  /** The next line that is not blank; empty behind the last. */
  public Optional<Line> next() throws IOException {
    for (byte @Nullable [] line = lines.next(); line != null; line = lines.next()) {
      if (lines.tooLong()) {
        return Optional.of(broken("it is longer than " + (LONGEST_LINE >> 20) + " MiB"));
      }
      if (!isBlank(line)) {
        return Optional.of(record(line));
      }
    }
    return Optional.empty();
  }

  private Line record(byte[] line) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          ? record(parser)
          : broken("it is not a JSON object");
    } catch (JsonProcessingException e) {
      return broken("it is not JSON (column " + e.getLocation().getColumnNr() + ")");
    } catch (CharConversionException _) {
      return broken("it is not UTF-8");
    }
  }

  private Line record(JsonParser parser) throws IOException {
    JsonNode id = NullNode.getInstance();
    @Nullable String text = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals(textField)) {
        text = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      }
      if (name.equals(idField)) {
        id = id(parser, value);
      }
      parser.skipChildren();
    }
    if (parser.nextToken() != null) {
      return broken("something stands behind the JSON object");
    }
    return text == null
        ? broken("its field " + textField + " is no text")
        : new TextRecord(lines.number(), id, text);
  }

  /** The text may be the id as well; a tree read from the parser leaves it where it was. */
  private static JsonNode id(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return JSON.getNodeFactory().textNode(parser.getText());
    }
    JsonNode id = JSON.readTree(parser);
    return id == null ? NullNode.getInstance() : id;
  }

  private BrokenLine broken(String why) {
    return new BrokenLine(lines.number(), why);
  }

  private static boolean isBlank(byte[] line) {
    return line.length == 0 || new String(line, StandardCharsets.ISO_8859_1).isBlank();
  }
}
