package dev.yinhu.service.config;

import dev.yinhu.accessaudit.policy.TrustPolicy;
import dev.yinhu.accessaudit.retention.PolicyRefused;
import dev.yinhu.accessaudit.retention.RetentionFile;
import dev.yinhu.accessaudit.sink.config.SinksFile;
import dev.yinhu.accessaudit.sink.config.SinksFileException;
import dev.yinhu.piiscanner.task.TargetsFile;
import dev.yinhu.piiscanner.yaml.YamlProblem;
import dev.yinhu.register.reading.Problem;
import dev.yinhu.register.reading.Severity;
import dev.yinhu.service.notices.ChannelsFile;
import dev.yinhu.subjectrights.connect.StoresFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Looks into the files that a service needs and that rooms read by themselves later: sinks,
 * retention, witnesses, databases to scan, deadlines, stores, channels, incidents. So all that is
 * wrong with them is told at once, and before anything is made or started. Stateless.
 */
final class PolicyFiles {
  /** Whose days dates in a retention file mean; they are only looked at here. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private PolicyFiles() {}

  static void check(Settings settings, List<ConfigProblem> problems) {
    settings
        .find(Keys.AUDIT_SINKS_FILE)
        .ifPresent(file -> add(settings, problems, Keys.AUDIT_SINKS_FILE, sinks(file)));
    settings
        .find(Keys.AUDIT_RETENTION_FILE)
        .ifPresent(file -> add(settings, problems, Keys.AUDIT_RETENTION_FILE, retention(file)));
    settings
        .find(Keys.AUDIT_WITNESS_POLICY)
        .ifPresent(file -> add(settings, problems, Keys.AUDIT_WITNESS_POLICY, witnesses(file)));
    settings
        .find(Keys.SCAN_TARGETS_FILE)
        .ifPresent(file -> add(settings, problems, Keys.SCAN_TARGETS_FILE, databases(file)));
    settings
        .find(Keys.RIGHTS_STORES_FILE)
        .ifPresent(file ->
            add(settings, problems, Keys.RIGHTS_STORES_FILE, StoresFile.read(file).problems()));
    settings
        .find(Keys.RIGHTS_DEADLINES_FILE)
        .ifPresent(file -> add(settings, problems, Keys.RIGHTS_DEADLINES_FILE, deadlines(file)));
    settings
        .find(Keys.NOTICES_CHANNELS_FILE)
        .ifPresent(file ->
            add(
                settings,
                problems,
                Keys.NOTICES_CHANNELS_FILE,
                ChannelsFile.read(file).problems()));
    settings
        .find(Keys.INCIDENTS_DIRECTORY)
        .ifPresent(folder ->
            add(
                settings,
                problems,
                Keys.INCIDENTS_DIRECTORY,
                new IncidentFiles(Optional.of(folder)).problems()));
  }

  private static void add(
      Settings settings, List<ConfigProblem> problems, Key<Path> key, List<String> found) {
    found.forEach(
        text -> problems.add(new ConfigProblem(settings.source(key), key.path() + ": " + text)));
  }

  private static List<String> sinks(Path file) {
    try {
      var _ = SinksFile.read(file);
      return List.of();
    } catch (SinksFileException e) {
      return e.problems();
    }
  }

  private static List<String> retention(Path file) {
    try {
      var _ = RetentionFile.read(file, ZONE);
      return List.of();
    } catch (PolicyRefused e) {
      return e.problems();
    }
  }

  private static List<String> witnesses(Path file) {
    try {
      var _ = TrustPolicy.parse(Files.readString(file));
      return List.of();
    } catch (IOException e) {
      return List.of(file.getFileName() + ": there is no file of text there that can be read");
    } catch (IllegalArgumentException e) {
      return List.of(file.getFileName() + ": " + e.getMessage());
    }
  }

  private static List<String> databases(Path file) {
    try {
      return TargetsFile.read(file).problems().stream().map(YamlProblem::toString).toList();
    } catch (UncheckedIOException e) {
      return List.of(file.getFileName() + ": there is no file of text there that can be read");
    }
  }

  private static List<String> deadlines(Path file) {
    try {
      return DeadlinesFile.read(file).problems().stream()
          .filter(problem -> problem.severity() == Severity.ERROR)
          .map(Problem::toString)
          .toList();
    } catch (UncheckedIOException e) {
      return List.of(file.getFileName() + ": there is no file of text there that can be read");
    }
  }
}
