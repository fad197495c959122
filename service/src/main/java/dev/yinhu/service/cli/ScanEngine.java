package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.EngineSettings;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.catalogue.TypeInfo;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.source.Search;
import java.security.Key;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one place where the engine of the scan command is chosen. */
final class ScanEngine {

  private ScanEngine() {}

  /** By the usual thresholds; empty types: all. Detectors of other types are not built. */
  static Search search(Set<PiiType> types, InstantSource clock) {
    return PiiEngine.of(new EngineSettings(types, Map.of(), List.of()), clock)::scan;
  }

  /** The same for columns, with no less confidence than given. */
  static DatabaseScan columns(
      Set<PiiType> types, double leastConfidence, CommandWorld world, Key key) {
    Map<PiiType, Double> thresholds = new HashMap<>();
    for (TypeInfo info : TypeCatalogue.standard().types()) {
      thresholds.put(info.type(), Math.max(leastConfidence, info.threshold()));
    }
    var settings = new EngineSettings(types, thresholds, List.of());
    return DatabaseScan.of(settings, world.clock(), key, world.environment());
  }
}
