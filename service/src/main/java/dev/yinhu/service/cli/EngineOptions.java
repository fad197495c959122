package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.EngineFiles;
import dev.yinhu.piiscanner.EngineSettings;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.TypeNames;
import dev.yinhu.piiscanner.automaton.TooComplexException;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.catalogue.TypeInfo;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.source.Search;
import java.nio.file.Path;
import java.security.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to look for; the one place where the engine of the scan command is chosen. */
final class EngineOptions {
  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description = "Look for these types only, such as CN_MOBILE,EMAIL.")
  private List<String> types = List.of();

  @Option(
      names = "--min-confidence",
      paramLabel = "0-1",
      defaultValue = "0",
      description = "Leave out findings with less confidence.")
  private double minConfidence;

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

  /** By the usual thresholds, of values with no less confidence than asked for. */
  Search search(CommandWorld world) {
    double least = leastConfidence();
    EngineSettings settings = settings(world, Map.of());
    Search search = built(() -> PiiEngine.of(settings, world.clock()))::scan;
    return search.only(finding -> finding.confidence() >= least);
  }

  /** The same for columns: they are certain with no less confidence than asked for. */
  DatabaseScan columns(CommandWorld world, Key key) {
    double least = leastConfidence();
    Map<PiiType, Double> thresholds = new HashMap<>();
    for (TypeInfo info : TypeCatalogue.standard().types()) {
      thresholds.put(info.type(), Math.max(least, info.threshold()));
    }
    EngineSettings settings = settings(world, thresholds);
    return built(() -> DatabaseScan.of(settings, world.clock(), key, world.environment()));
  }

  /** The types that may be found. */
  TypeNames known(CommandWorld world) {
    return files().types(world.workingDirectory(), world.clock());
  }

  private EngineFiles files() {
    Map<PiiType, Path> denied = new HashMap<>();
    deny.forEach((type, file) -> denied.put(PiiType.asked(type), file));
    return new EngineFiles(detectors, Optional.ofNullable(allow), denied);
  }

  private EngineSettings settings(CommandWorld world, Map<PiiType, Double> thresholds) {
    return files()
        .settings(
            world.workingDirectory(),
            types.stream().map(PiiType::asked).collect(Collectors.toSet()),
            thresholds,
            world.clock());
  }

  private double leastConfidence() {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new WrongUse("--min-confidence lies between 0 and 1");
    }
    return minConfidence;
  }

  /** Patterns of the user's own may take too much. */
  private static <T> T built(Supplier<T> engine) {
    try {
      return engine.get();
    } catch (TooComplexException e) {
      throw new WrongUse(String.valueOf(e.getMessage()));
    }
  }
}
