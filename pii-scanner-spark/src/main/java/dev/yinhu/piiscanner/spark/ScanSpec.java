package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.jdbc.DatabaseScanSettings;
import dev.yinhu.piiscanner.jdbc.Extent;
import java.io.Serializable;
import java.time.Clock;

/**
 * What every task of a scan needs to know. It travels with the tasks, so it holds no key and no
 * password: the key is read where a task runs.
 *
 * @param engine what to look for
 * @param percent of the rows to read; 100 for all
 * @param seed of the sample and of the examples
 * @param keyFile the file with the key of fingerprints, as {@link SharedFile} finds it
 * @param clock tells the years in which a person alive can be born
 */
record ScanSpec(EngineSpec engine, double percent, long seed, String keyFile, Clock clock)
    implements Serializable {
  private static final double ALL = 100;

  ScanSpec {
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
}
