package dev.yinhu.piiscanner.redact.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.source.OpenedText;
import dev.yinhu.piiscanner.source.Search;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redacts names and values of JSON as they stream by, each with the names above it as hints. What
 * holds no personal data is written as it was, white space and escapes too; a number that does
 * becomes a string. For one document.
 */
final class JsonRewrite {
  private static final int LONGEST_VALUE = 1 << 23;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_VALUE).build())
          .build();

  private final Search search;
  private final RedactedOut out;
  private final KeptText text;

  private JsonRewrite(Reader in, Search search, RedactedOut out) {
    this.text = new KeptText(in);
    this.search = search;
    this.out = out;
  }

  /**
   * Writes the documents of a text.
   *
   * @throws BrokenTextException when it is not JSON; some of it may have been written
   */
  static void rewrite(Reader in, Search search, RedactedOut out) throws IOException {
    new JsonRewrite(in, search, out).all();
  }

  /** Whether a text is one or several documents of JSON. */
  static boolean isJson(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      boolean going = true;
      while (going) {
        going = parser.nextToken() != null;
      }
      return true;
    } catch (JsonProcessingException _) {
      return false;
    }
  }

  private void all() throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      for (@Nullable JsonToken token = parser.nextToken();
          token != null;
          token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING || token.isNumeric()) {
          value(parser, token);
        } else {
          out.raw(text.take(parser.currentLocation().getCharOffset()));
        }
      }
      out.raw(text.take(text.end()));
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new BrokenTextException("it is not JSON at line " + line);
    }
  }

  private void value(JsonParser parser, JsonToken token) throws IOException {
    String value = parser.getText();
    long start = parser.currentTokenLocation().getCharOffset();
    long end = token.isNumeric() ? start + value.length() : behindString(start);
    var rewritten = new Rewritten(search);
    OpenedText.passages(value, hints(parser, token), rewritten);
    if (rewritten.replaced()) {
      out.raw(text.take(start) + '"');
      boolean ascii = text.take(end).chars().allMatch(c -> c < 0x80);
      out.pieces(rewritten.pieces(), ascii ? Quoting.JSON_ASCII : Quoting.JSON);
      out.raw("\"");
    } else {
      out.raw(text.take(end));
    }
  }

  /** The parser reads a number behind a name with it, and then misplaces the last name of all. */
  private long behindString(long start) throws BrokenTextException {
    if (start >= text.end() || text.at(start) != '"') {
      throw new BrokenTextException("it is not JSON at its end");
    }
    long at = start + 1;
    while (text.at(at) != '"') {
      at += text.at(at) == '\\' ? 2 : 1;
    }
    return at + 1;
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
    return names.isEmpty() ? Hints.NONE : new Hints(names);
  }
}
