package dev.yinhu.service.config;

import java.util.List;

/** What reading the configuration gave. */
public sealed interface ConfigReading {

  /**
   * It can be used.
   *
   * @param settings one printable line per setting with its source
   * @param changed the lines of those that no default gave
   * @param warnings what was set but has no effect
   */
  record Usable(
      YinhuConfig config, List<String> settings, List<String> changed, List<String> warnings)
      implements ConfigReading {
    public Usable {
      settings = List.copyOf(settings);
      changed = List.copyOf(changed);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It cannot be used.
   *
   * @param problems all of them, never empty
   */
  record Faulty(List<ConfigProblem> problems) implements ConfigReading {
    public Faulty {
      problems = List.copyOf(problems);
    }
  }
}
