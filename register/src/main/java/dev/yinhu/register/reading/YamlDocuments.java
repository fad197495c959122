package dev.yinhu.register.reading;

import dev.yinhu.register.RegisterSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Turns the text of one source into its documents. Bounds: {@value #MOST_CHARACTERS} characters,
 * {@value #DEEPEST} levels, and what {@link NodeInspection} allows for aliases.
 */
final class YamlDocuments {
  static final int MOST_CHARACTERS = 8 * 1024 * 1024;
  static final int DEEPEST = 50;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final RegisterSource source;
  private final Problems problems;
  private final LoadSettings settings;

  YamlDocuments(RegisterSource source, Problems problems) {
    this.source = source;
    this.problems = problems;
    this.settings =
        LoadSettings.builder()
            .setLabel(source.name())
            .setSchema(new CoreSchema())
            .setCodePointLimit(MOST_CHARACTERS)
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .setAllowNonScalarKeys(true)
            .build();
  }

  /** The mappings at the top of the documents that are sound; problems for the others. */
  List<YamlMap> read() {
    if (source.text().length() > MOST_CHARACTERS) {
      limit(
          Place.startOf(source.name()),
          "the text is longer than " + MOST_CHARACTERS + " characters: split it into files");
      return List.of();
    }
    try {
      String text = withoutByteOrderMark(source.text());
      return isWithinDepth(text) ? compose(text) : List.of();
    } catch (YamlEngineException e) {
      problems.add(ProblemCode.YAML_SYNTAX, placeOf(e), "this is not YAML: " + reason(e));
      return List.of();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // The parser lets these escape for some malformed escapes and directives.
      Place start = Place.startOf(source.name());
      problems.add(ProblemCode.YAML_SYNTAX, start, "this is not YAML: malformed escape or tag");
      return List.of();
    }
  }

  private List<YamlMap> compose(String text) {
    List<YamlMap> documents = new ArrayList<>();
    for (Node root : new Compose(settings).composeAllFromString(text)) {
      if (new NodeInspection(source.name(), problems).isSound(root)) {
        document(root).ifPresent(documents::add);
      }
    }
    return documents;
  }

  private Optional<YamlMap> document(Node root) {
    if (root instanceof MappingNode mapping) {
      return Optional.of(new YamlMap(source.name(), mapping, problems));
    }
    if (!root.getTag().equals(Tag.NULL)) {
      problems.add(
          ProblemCode.WRONG_TYPE,
          Place.of(source.name(), root),
          "a register is a mapping: write 'dataset:', 'system:' and so on at the top");
    }
    return Optional.empty();
  }

  /** The composer recurses, so depth is checked on the flat events first. */
  private boolean isWithinDepth(String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      if (depth > DEEPEST) {
        limit(
            Place.of(source.name(), event.getStartMark()),
            "nested deeper than " + DEEPEST + " levels: flatten it");
        return false;
      }
    }
    return true;
  }

  private void limit(Place place, String message) {
    problems.add(ProblemCode.YAML_LIMITS, place, message);
  }

  private Place placeOf(YamlEngineException e) {
    return switch (e) {
      case MarkedYamlEngineException marked -> Place.of(source.name(), marked.getProblemMark());
      case ReaderException bad -> placeOfCharacter(bad.getPosition());
      default -> Place.startOf(source.name());
    };
  }

  private Place placeOfCharacter(int position) {
    String text = source.text();
    String before = text.substring(0, Math.clamp(position, 0, text.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Place(source.name(), line, before.length() - before.lastIndexOf('\n'));
  }

  private static String reason(YamlEngineException e) {
    return switch (e) {
      case MarkedYamlEngineException marked -> firstLine(String.valueOf(marked.getProblem()));
      case ReaderException _ -> "a control character or half of a surrogate pair; remove it";
      default -> firstLine(String.valueOf(e.getMessage()));
    };
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable").strip();
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
