package dev.yinhu.piiscanner.rule;

import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.yaml.YamlDocument;
import dev.yinhu.piiscanner.yaml.YamlFaults;
import dev.yinhu.piiscanner.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads detectors from YAML. Never throws for what a file says: all that is wrong comes back in one
 * list. Bounds: {@value #MOST_CHARACTERS} characters, {@value #MOST_DETECTORS} detectors and what
 * {@link Rule}, {@link Cues} and {@link LinearPattern} allow. Immutable.
 */
public final class RuleReader {
  static final int MOST_CHARACTERS = 4 * 1024 * 1024;
  static final int MOST_DETECTORS = 1_000;
  private static final String VERSION = "1";

  private static final YamlDocument DOCUMENT =
      new YamlDocument(MOST_CHARACTERS, "a rule file is a mapping with 'version' and 'detectors'");

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
    YamlFaults faults = new YamlFaults(file);
    List<Rule> rules = new ArrayList<>();
    DOCUMENT.root(text, faults).ifPresent(root -> rules(root, faults, rules));
    return new RuleReading(rules, faults.sorted());
  }

  private void rules(YamlNode root, YamlFaults faults, List<Rule> rules) {
    String version = root.required("version").orElse(VERSION);
    if (!version.equals(VERSION)) {
      faults.add(root.at("version"), "this build reads version " + VERSION + " of the format");
    }
    DetectorReader reader = new DetectorReader(checks, faults);
    Set<String> names = new HashSet<>();
    for (YamlNode detector : root.mappings("detectors", MOST_DETECTORS)) {
      List<Rule> read = reader.read(detector);
      if (read.stream().allMatch(rule -> names.add(rule.name()))) {
        rules.addAll(read);
      } else {
        faults.add(detector.at("name"), "another detector has this name: rename one of the two");
      }
    }
    root.value("shared"); // Holds anchors only.
    root.refuseOthers();
  }
}
