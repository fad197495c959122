package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.EngineSettings;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.Extent;
import java.io.Serializable;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What every task of a scan needs to know. It travels with the tasks, so it holds no key and no
 * password: the key is read where a task runs.
 *
 * @param types to look for; empty for all
 * @param percent of the rows to read; 100 for all
 * @param seed of the sample and of the examples
 * @param keyFile the file with the key of fingerprints: a path that every executor has, or the name
 *     of a file that {@code spark-submit --files} hands out
 * @param clock tells the years in which a person alive can be born
 */
record ScanSpec(Set<PiiType> types, double percent, long seed, String keyFile, Clock clock)
    implements Serializable {
  private static final double ALL = 100;

  ScanSpec {
    types = Set.copyOf(types);
    if (!(percent > 0 && percent <= ALL)) {
      throw new IllegalArgumentException("a sample has more than 0 and at most 100 percent");
    }
  }

  boolean sampled() {
    return percent < ALL;
  }

  double share() {
    return percent / ALL;
  }

  Extent extent() {
    return sampled() ? new Extent.Percent(percent) : Extent.WHOLE;
  }

  /** How values are cut and shown. */
  DatabaseScanSettings settings() {
    return DatabaseScanSettings.DEFAULT.of(extent(), seed);
  }

  /** Weak findings are told too: columns decide. */
  EngineSettings engine() {
    Map<PiiType, Double> all = new HashMap<>();
    TypeCatalogue.standard().types().forEach(info -> all.put(info.type(), 0.0));
    return new EngineSettings(types, all, List.of());
  }

  /** By what executors keep the engine. */
  List<PiiType> engineKey() {
    return List.copyOf(new TreeSet<>(types));
  }
}
