package dev.yinhu.piiscanner.rule;

import dev.yinhu.piiscanner.check.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads detectors from YAML. Never throws for what a file says: all that is wrong comes back in one
 * list. Bounds: {@value #MOST_CHARACTERS} characters, {@value #MOST_DETECTORS} detectors and what
 * {@link Rule}, {@link Cues} and {@link LinearPattern} allow. Immutable.
 */
public final class RuleReader {
  static final int MOST_CHARACTERS = 4 * 1024 * 1024;
  static final int MOST_DETECTORS = 1_000;
  private static final int DEEPEST = 10;
  private static final String VERSION = "1";

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setCodePointLimit(MOST_CHARACTERS)
          .setAllowDuplicateKeys(true)
          .setAllowNonScalarKeys(true)
          .build();

  private final Checks checks;

  /**
   * A reader that knows these checks.
   *
   * @param checks which rules may name
   */
  public RuleReader(Checks checks) {
    this.checks = checks;
  }

  /**
   * Reads a file.
   *
   * @param file its name, for problems
   * @param text what it holds
   */
  public RuleReading read(String file, String text) {
    RuleFaults faults = new RuleFaults(file);
    List<Rule> rules = new ArrayList<>();
    root(text, faults).ifPresent(root -> rules(root, faults, rules));
    return new RuleReading(rules, faults.sorted());
  }

  private void rules(RuleNode root, RuleFaults faults, List<Rule> rules) {
    String version = root.required("version").orElse(VERSION);
    if (!version.equals(VERSION)) {
      faults.add(root.at("version"), "this build reads version " + VERSION + " of the format");
    }
    DetectorReader reader = new DetectorReader(checks, faults);
    Set<String> names = new HashSet<>();
    for (RuleNode detector : root.mappings("detectors", MOST_DETECTORS)) {
      Optional<Rule> rule = reader.read(detector);
      if (rule.isPresent() && !names.add(rule.get().name())) {
        faults.add(detector.at("name"), "another detector has this name: rename one of the two");
      } else {
        rule.ifPresent(rules::add);
      }
    }
    root.value("shared"); // Holds anchors only.
    root.refuseOthers();
  }

  private static Optional<RuleNode> root(String text, RuleFaults faults) {
    try {
      if (text.length() > MOST_CHARACTERS) {
        faults.add(Optional.empty(), "the file is longer than " + MOST_CHARACTERS + " characters");
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

  private static Optional<RuleNode> composed(String text, RuleFaults faults) {
    Optional<Node> root = new Compose(SETTINGS).composeString(text);
    if (root.isPresent() && root.get() instanceof MappingNode mapping) {
      return Optional.of(new RuleNode(mapping, faults));
    }
    faults.add(
        root.flatMap(Node::getStartMark),
        "a rule file is a mapping with 'version' and 'detectors'");
    return Optional.empty();
  }

  /** The composer recurses, so depth is checked on the flat events first. */
  private static boolean isWithinDepth(String text, RuleFaults faults) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
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
