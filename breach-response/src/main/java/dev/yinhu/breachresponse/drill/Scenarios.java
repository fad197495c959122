package dev.yinhu.breachresponse.drill;

import dev.yinhu.breachresponse.datafile.DataRefused;
import dev.yinhu.breachresponse.datafile.DataText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scenarios that can be practised. Immutable. */
public final class Scenarios {
  private static final List<String> SHIPPED =
      List.of("staff-leak", "stolen-backup", "partner-key", "ransomware", "open-bucket");

  private final Map<String, Scenario> byKey;

  private Scenarios(Map<String, Scenario> byKey) {
    this.byKey = byKey;
  }

  /** Those that come with this release. */
  public static Scenarios shipped() {
    return with(List.of());
  }

  /**
   * With files of the organisation's own; one of the same key takes the place of a shipped one.
   *
   * @throws DataRefused when a file is not a scenario, with every problem and its line
   */
  public static Scenarios with(List<Path> files) {
    List<String> problems = new ArrayList<>();
    Map<String, Scenario> found = new LinkedHashMap<>();
    for (String name : SHIPPED) {
      put(found, DataText.shipped(Scenarios.class, name + ".yaml"), problems);
    }
    files.forEach(file -> put(found, DataText.of(file), problems));
    if (!problems.isEmpty()) {
      throw new DataRefused(problems);
    }
    return new Scenarios(found);
  }

  private static void put(Map<String, Scenario> found, DataText text, List<String> problems) {
    ScenarioFile.read(text, problems).ifPresent(read -> found.put(read.key(), read));
  }

  /** All of them, the shipped ones first. */
  public List<Scenario> all() {
    return List.copyOf(byKey.values());
  }

  /** The one of that name. */
  public Optional<Scenario> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }
}
