package dev.yinhu.piiscanner.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Turns a text into the mapping at its root. Never throws for what the text says. Immutable and
 * safe for use by many threads.
 */
public final class YamlDocument {
  private static final int DEEPEST = 10;

  private final int mostCharacters;
  private final String rule;
  private final LoadSettings settings;

  /**
   * With bounds of its own; a document is nested at most {@value #DEEPEST} levels.
   *
   * @param mostCharacters longest text in UTF-16 characters
   * @param rule what to tell of a text that is no mapping, such as "a rule file is a mapping"
   */
  public YamlDocument(int mostCharacters, String rule) {
    this.mostCharacters = mostCharacters;
    this.rule = rule;
    this.settings =
        LoadSettings.builder()
            .setCodePointLimit(mostCharacters)
            .setAllowDuplicateKeys(true) // told by YamlNode, with the place
            .setAllowNonScalarKeys(true)
            .build();
  }

  /** The mapping at the root; empty, and told, when there is none. */
  public Optional<YamlNode> root(String text, YamlFaults faults) {
    try {
      if (text.length() > mostCharacters) {
        faults.add(
            Optional.empty(),
            "the file is longer than " + mostCharacters + " characters: split it");
        return Optional.empty();
      }
      return isWithinDepth(text, faults) ? composed(text, faults) : Optional.empty();
    } catch (MarkedYamlEngineException e) {
      faults.add(e.getProblemMark(), "this is not YAML: " + e.getProblem());
    } catch (YamlEngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // The parser lets the last two escape for some malformed escapes and directives.
      faults.add(Optional.empty(), "this is not YAML: malformed escape, tag or character");
    }
    return Optional.empty();
  }

  private Optional<YamlNode> composed(String text, YamlFaults faults) {
    Optional<Node> root = new Compose(settings).composeString(text);
    if (root.isPresent() && root.get() instanceof MappingNode mapping) {
      return Optional.of(new YamlNode(mapping, faults));
    }
    faults.add(root.flatMap(Node::getStartMark), rule);
    return Optional.empty();
  }

  /** The composer recurses, so depth is checked on the flat events first. */
  private boolean isWithinDepth(String text, YamlFaults faults) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
      if (depth > DEEPEST) {
        faults.add(event.getStartMark(), "nested deeper than " + DEEPEST + " levels");
        return false;
      }
    }
    return true;
  }
}
