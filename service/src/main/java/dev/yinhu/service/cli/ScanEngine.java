package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.address.AddressDetector;
import dev.yinhu.piiscanner.name.NameDetector;
import dev.yinhu.piiscanner.source.Search;
import java.util.List;

/** The one place where the engine of the scan command is chosen. */
final class ScanEngine {

  private ScanEngine() {}

  static Search search() {
    return new PiiEngine(List.of(new NameDetector(), new AddressDetector()))::scan;
  }
}
