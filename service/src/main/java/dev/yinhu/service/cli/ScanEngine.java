package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.source.Search;
import java.time.InstantSource;

/** The one place where the engine of the scan command is chosen. */
final class ScanEngine {

  private ScanEngine() {}

  /** All types that ship with us, by their usual thresholds. */
  static Search search(InstantSource clock) {
    return PiiEngine.standard(clock)::scan;
  }
}
