package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.automaton.TooComplexException;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.catalogue.TypeInfo;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.source.Search;
import java.security.Key;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The one place where the engine of the scan command is chosen. */
final class ScanEngine {

  private ScanEngine() {}

  /** By the usual thresholds; empty types: all. Detectors of other types are not built. */
  static Search search(EngineOptions own, Set<PiiType> types, InstantSource clock) {
    var settings = own.settings(types, Map.of(), clock);
    return built(() -> PiiEngine.of(settings, clock))::scan;
  }

  /** The same for columns, with no less confidence than given. */
  static DatabaseScan columns(
      EngineOptions own, Set<PiiType> types, double leastConfidence, CommandWorld world, Key key) {
    Map<PiiType, Double> thresholds = new HashMap<>();
    for (TypeInfo info : TypeCatalogue.standard().types()) {
      thresholds.put(info.type(), Math.max(leastConfidence, info.threshold()));
    }
    var settings = own.settings(types, thresholds, world.clock());
    return built(() -> DatabaseScan.of(settings, world.clock(), key, world.environment()));
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
