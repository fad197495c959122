package dev.yinhu.piiscanner.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.yinhu.piiscanner.Hints;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads names and values of JSON, each value with the names above it as hints, nearest first. A
 * value is at most {@value #LONGEST_VALUE} characters long. Stateless.
 */
final class JsonForm {
  static final int LONGEST_VALUE = 1 << 23;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_VALUE).build())
          .build();

  private JsonForm() {}

  static void read(Tap in, Passage.Sink sink) throws IOException {
    long linesBefore = in.origin().line() - 1;
    try (JsonParser parser = FACTORY.createParser(in)) {
      for (@Nullable JsonToken token = parser.nextToken();
          token != null;
          token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
          give(parser, parser.getParsingContext(), linesBefore, sink);
        } else if (token == JsonToken.FIELD_NAME && mayTell(parser.currentName())) {
          give(parser, parser.getParsingContext().getParent(), linesBefore, sink);
        }
        in.delivered(parser.currentLocation().getCharOffset());
      }
    } catch (JsonProcessingException e) {
      long line = linesBefore + (e.getLocation() == null ? 1 : e.getLocation().getLineNr());
      throw new BrokenFormException("it is not JSON at line " + line);
    }
  }

  /** Names are mostly of programs; what holds digits, an at sign or Han may be of persons. */
  private static boolean mayTell(String name) {
    return name.chars().anyMatch(c -> (c >= '0' && c <= '9') || c == '@' || c >= 0x4e00);
  }

  private static void give(
      JsonParser parser, @Nullable JsonStreamContext holder, long linesBefore, Passage.Sink sink)
      throws IOException {
    Windows.of(
        parser.getText(),
        hints(holder),
        (text, character, codePoint) ->
            new Place.InTree(
                path(holder), linesBefore + parser.currentTokenLocation().getLineNr(), codePoint),
        sink);
  }

  private static Hints hints(@Nullable JsonStreamContext holder) {
    List<String> names = new ArrayList<>();
    for (@Nullable JsonStreamContext at = holder; at != null; at = at.getParent()) {
      @Nullable String name = at.getCurrentName();
      if (name != null) {
        names.add(name);
      }
    }
    return names.isEmpty() ? Hints.NONE : new Hints(names);
  }

  private static String path(@Nullable JsonStreamContext holder) {
    Deque<String> steps = new ArrayDeque<>();
    for (@Nullable JsonStreamContext at = holder; at != null; at = at.getParent()) {
      @Nullable String name = at.getCurrentName();
      if (at.inArray()) {
        steps.push("[" + at.getCurrentIndex() + "]");
      } else if (name != null) {
        steps.push("." + ShownName.of(name));
      }
    }
    return "$" + String.join("", steps);
  }
}
