package dev.yinhu.piiscanner.redact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.redact.Redacted.Replaced;
import dev.yinhu.piiscanner.redact.Redaction.Passage;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Redacts the names and values of a JSON document (RFC 8259), each with the names above it as
 * hints. What holds no personal data stays as it was written, white space too; a number that does
 * becomes a string. What was replaced is told by the places of the whole name or value, its quotes
 * included. Several documents behind each other are read as well. Immutable and safe for many
 * threads.
 */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Redaction redaction;

  /** By this redaction. */
  public JsonText(Redaction redaction) {
    this.redaction = redaction;
  }

  /** Where a name or value is written, quotes included, and what it says. */
  private record Spot(int start, int end, Passage passage) {}

  /**
   * The document without its personal data; empty when the text is not JSON.
   *
   * @throws RedactionException when a value cannot be replaced
   */
  public Optional<Redacted> redact(String json) {
    List<Spot> spots;
    try (JsonParser parser = FACTORY.createParser(new StringReader(json))) {
      spots = spots(json, parser);
    } catch (JsonProcessingException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read a text in memory", e);
    }
    return Optional.of(rewritten(json, spots));
  }

  private Redacted rewritten(String json, List<Spot> spots) {
    List<Redacted> redacted = redaction.all(spots.stream().map(Spot::passage).toList());
    StringBuilder out = new StringBuilder(json.length());
    List<Replaced> replaced = new ArrayList<>();
    var before = new CodePoints(json);
    int from = 0;
    int grown = 0;
    for (int i = 0; i < spots.size(); i++) {
      Spot spot = spots.get(i);
      Redacted now = redacted.get(i);
      if (now.replaced().isEmpty()) {
        continue;
      }
      String written = quoted(now.text());
      out.append(json, from, spot.start()).append(written);
      from = spot.end();
      int start = before.at(spot.start());
      int end = before.at(spot.end());
      int newEnd = start + grown + written.codePointCount(0, written.length());
      for (Replaced one : now.replaced()) {
        replaced.add(one.at(start, end, start + grown, newEnd));
      }
      grown = newEnd - end;
    }
    return new Redacted(out.append(json, from, json.length()).toString(), replaced);
  }

  /** Counts code points up to places that only grow. */
  private static final class CodePoints {
    private final String text;
    private int place;
    private int points;

    CodePoints(String text) {
      this.text = text;
    }

    int at(int next) {
      points += text.codePointCount(place, next);
      place = next;
      return points;
    }
  }

  private static List<Spot> spots(String json, JsonParser parser) throws IOException {
    List<Spot> spots = new ArrayList<>();
    for (@Nullable JsonToken token = parser.nextToken();
        token != null;
        token = parser.nextToken()) {
      if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING || token.isNumeric()) {
        int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
        String text = parser.getText();
        int end = token.isNumeric() ? start + text.length() : behindString(json, start);
        spots.add(new Spot(start, end, new Passage(text, hints(parser, token))));
      }
    }
    return spots;
  }

  /** The parser reads a number behind a name with it, and then misplaces the last name of all. */
  private static int behindString(String json, int start) throws JsonEOFException {
    if (start >= json.length() || json.charAt(start) != '"') {
      throw new JsonEOFException(null, JsonToken.FIELD_NAME, "the text ends within an object");
    }
    int at = start + 1;
    while (json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static Hints hints(JsonParser parser, JsonToken token) {
    List<String> names = new ArrayList<>();
    @Nullable JsonStreamContext at = parser.getParsingContext();
    if (token == JsonToken.FIELD_NAME && at != null) {
      at = at.getParent();
    }
    for (; at != null; at = at.getParent()) {
      @Nullable String name = at.getCurrentName();
      if (name != null) {
        names.add(name);
      }
    }
    return new Hints(names);
  }
}
