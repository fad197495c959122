package dev.yinhu.piiscanner.appraisal;

import dev.yinhu.piiscanner.WrongSettings;
import dev.yinhu.piiscanner.necessity.Inventory;
import dev.yinhu.piiscanner.necessity.NecessityException;
import dev.yinhu.piiscanner.report.gate.Baseline;
import dev.yinhu.piiscanner.report.gate.GateFiles;
import dev.yinhu.piiscanner.report.gate.GateReading;
import dev.yinhu.piiscanner.report.gate.Suppression;
import dev.yinhu.piiscanner.report.json.InventoryJson;
import dev.yinhu.piiscanner.yaml.YamlProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Reads the files that a scan is held against.
 *
 * @param directory where relative ones begin
 */
record AppraisalFiles(Path directory) {
  Baseline baseline(Path file) {
    return read(file, GateFiles::baseline);
  }

  List<Suppression> suppressions(Path file) {
    return read(file, GateFiles::suppressions);
  }

  /** What an earlier scan found, from its JSON report. */
  Inventory earlier(Path file) {
    try (InputStream in = Files.newInputStream(directory.resolve(file))) {
      return InventoryJson.read(in);
    } catch (IOException e) {
      throw new WrongSettings("cannot read " + file + "; check the path");
    } catch (NecessityException e) {
      throw new WrongSettings(file + ": " + e.getMessage());
    }
  }

  void write(Path file, String text) {
    try {
      Files.writeString(directory.resolve(file), text);
    } catch (IOException e) {
      throw new AppraisalException("cannot write " + file + "; check its rights", e);
    }
  }

  private <T> T read(Path file, BiFunction<String, String, GateReading<T>> reader) {
    GateReading<T> reading = reader.apply(file.toString(), text(file));
    return reading
        .value()
        .orElseThrow(() ->
            new WrongSettings(
                "%s has errors; mend them:%n%s".formatted(file, lines(reading.problems()))));
  }

  private static String lines(List<YamlProblem> problems) {
    return problems.stream()
        .map(YamlProblem::toString)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private String text(Path file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new WrongSettings("cannot read " + file + "; check the path, and that it is UTF-8");
    }
  }
}
