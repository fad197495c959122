package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.PiiEngine;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engines of this JVM, each made by the first task that asks. Static, because Spark gives tasks
 * nothing that lives as long as an executor, and an engine takes about a second to make; immutable
 * engines of one or two kinds are all that is ever in it. Thread-safe.
 */
final class ExecutorEngines {
  private static final ConcurrentHashMap<EngineSpec, PiiEngine> ENGINES = new ConcurrentHashMap<>();

  private ExecutorEngines() {}

  /** One that applies its thresholds. */
  static PiiEngine of(ScanSpec spec) {
    return ENGINES.computeIfAbsent(spec.engine(), engine -> engine.engine(spec.clock()));
  }
}
