package dev.yinhu.service.config;

import dev.yinhu.accessaudit.signal.SignalSettings;
import dev.yinhu.accessaudit.signal.SignalSettings.Written;
import dev.yinhu.register.reading.NearestName;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of {@code audit.signals}: modes and thresholds of the early signals, in YAML, each with
 * file and line when it is wrong. Stateless.
 */
final class SignalsFile {
  private SignalsFile() {}

  /** As shipped where no file is named. */
  static SignalSettings read(Settings settings, List<ConfigProblem> problems) {
    return settings
        .find(Keys.AUDIT_SIGNALS)
        .map(path -> read(path, problems))
        .orElse(SignalSettings.DEFAULT);
  }

  private static SignalSettings read(Path path, List<ConfigProblem> problems) {
    ConfigFile file;
    try {
      file = ConfigFile.of(path);
    } catch (UncheckedIOException e) {
      problems.add(new ConfigProblem(path.toString(), "cannot be read as UTF-8 text"));
      return SignalSettings.DEFAULT;
    }
    var written = new ArrayList<Written>();
    new YamlSettings(file.name(), path, problems)
        .read(file.text())
        .forEach((key, setting) -> written.add(new Written(key, setting.text(), setting.source())));
    var reading = SignalSettings.read(written);
    reading
        .faults()
        .forEach(fault -> problems.add(new ConfigProblem(fault.place(), told(fault.message()))));
    return reading.settings();
  }

  /** With the key that was probably meant, when there is none of that name. */
  private static String told(String message) {
    int colon = message.indexOf(": there is no such key");
    return colon < 0
        ? message
        : message
            + NearestName.to(message.substring(0, colon), SignalSettings.keys())
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
  }
}
