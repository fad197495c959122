package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.EngineSettings;
import dev.yinhu.piiscanner.PiiType;
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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Detectors and lists of the user's own. */
final class EngineOptions {
  @Option(
      names = "--detectors",
      paramLabel = "FILE",
      description = "Detectors of your own in YAML, beside those that ship; may be repeated.")
  private List<Path> detectors = List.of();

  @Option(
      names = "--allow",
      paramLabel = "FILE",
      description = "Values that are never told, one a line.")
  private @Nullable Path allow;

  @Option(
      names = "--deny",
      paramLabel = "TYPE=FILE",
      description = "Values that are always told as a type, one a line; may be repeated.")
  private Map<String, Path> deny = Map.of();

  /** What an engine is to look for with these; wrong files are wrong use. */
  EngineSettings settings(
      Set<PiiType> types, Map<PiiType, Double> thresholds, InstantSource clock) {
    Map<PiiType, ValueList> lists = new HashMap<>();
    deny.forEach((type, file) -> lists.put(ScanCommand.type(type), list(file)));
    Path allowed = allow;
    return new EngineSettings(
        types, thresholds, rules(clock), allowed == null ? ValueList.EMPTY : list(allowed), lists);
  }

  private List<Rule> rules(InstantSource clock) {
    List<Rule> rules = new ArrayList<>();
    RuleReader reader = new RuleReader(Checks.standard(clock));
    for (Path file : detectors) {
      RuleReading reading = reader.read(file.toString(), text(file));
      if (!reading.problems().isEmpty()) {
        throw new WrongUse(
            reading.problems().stream()
                .map(YamlProblem::toString)
                .collect(Collectors.joining(System.lineSeparator())));
      }
      rules.addAll(reading.rules());
    }
    return rules;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static ValueList list(Path file) {
    try {
      return ValueList.read(file);
    } catch (IOException e) {
      throw unreadable(file);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(file + ": " + e.getMessage());
    }
  }

  private static WrongUse unreadable(Path file) {
    return new WrongUse(file + " cannot be read as UTF-8: name a file that is there");
  }
}
