package dev.yinhu.piiscanner;

import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.list.ValueList;
import dev.yinhu.piiscanner.rule.Rule;
import dev.yinhu.piiscanner.rule.RuleReader;
import dev.yinhu.piiscanner.rule.RuleReading;
import dev.yinhu.piiscanner.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Detectors and lists of the user's own, each in a file of UTF-8.
 *
 * @param detectors files of detectors in YAML, beside those that ship
 * @param allow values that are never told, one a line
 * @param deny for a type: values that are always told as it, one a line
 */
public record EngineFiles(List<Path> detectors, Optional<Path> allow, Map<PiiType, Path> deny) {
  /** Copies the collections. */
  public EngineFiles {
    detectors = List.copyOf(detectors);
    deny = Map.copyOf(deny);
  }

  /**
   * Reads all files.
   *
   * @param directory where relative ones begin
   * @param types the types to tell; empty for all
   * @param thresholds the least confidence of types, 0 to 1, where it is not that of the catalogue
   * @param clock tells the years in which a person alive can be born
   * @throws WrongSettings naming each file that cannot be read and each line that is wrong, or a
   *     type that there is not
   */
  public EngineSettings settings(
      Path directory, Set<PiiType> types, Map<PiiType, Double> thresholds, InstantSource clock) {
    Map<PiiType, ValueList> denied = new HashMap<>();
    deny.forEach((type, file) -> denied.put(type, list(file, directory)));
    ValueList allowed = allow.map(file -> list(file, directory)).orElse(ValueList.EMPTY);
    List<Rule> rules = rules(directory, clock);
    known(rules).require("--types", types);
    return new EngineSettings(types, thresholds, rules, allowed, denied);
  }

  /**
   * The types that ship, and those of these files.
   *
   * @param directory where relative ones begin
   * @param clock as for {@link #settings}
   * @throws WrongSettings as {@link #settings}
   */
  public TypeNames types(Path directory, InstantSource clock) {
    return known(rules(directory, clock));
  }

  private TypeNames known(List<Rule> rules) {
    return TypeNames.standard().and(rules.stream().map(Rule::type).toList()).and(deny.keySet());
  }

  private List<Rule> rules(Path directory, InstantSource clock) {
    List<Rule> rules = new ArrayList<>();
    RuleReader reader = new RuleReader(Checks.standard(clock));
    for (Path file : detectors) {
      RuleReading reading = reader.read(file.toString(), text(file, directory));
      if (!reading.problems().isEmpty()) {
        throw new WrongSettings(
            reading.problems().stream()
                .map(YamlProblem::toString)
                .collect(Collectors.joining(System.lineSeparator())));
      }
      rules.addAll(reading.rules());
    }
    return rules;
  }

  private static String text(Path file, Path directory) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static ValueList list(Path file, Path directory) {
    try {
      return ValueList.read(directory.resolve(file));
    } catch (IOException e) {
      throw unreadable(file);
    } catch (IllegalArgumentException e) {
      throw new WrongSettings(file + ": " + e.getMessage());
    }
  }

  private static WrongSettings unreadable(Path file) {
    return new WrongSettings(file + " cannot be read as UTF-8: name a file that is there");
  }
}
