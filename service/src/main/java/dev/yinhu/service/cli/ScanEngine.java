package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.address.AddressDetector;
import dev.yinhu.piiscanner.catalogue.BuiltInRules;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.detect.RuleDetector;
import dev.yinhu.piiscanner.name.NameDetector;
import dev.yinhu.piiscanner.source.Search;
import java.time.InstantSource;
import java.util.List;

/** The one place where the engine of the scan command is chosen. */
final class ScanEngine {

  private ScanEngine() {}

  /** All types that ship with us, by their usual thresholds. */
  static Search search(InstantSource clock) {
    Checks checks = Checks.standard(clock);
    var rules = new RuleDetector(BuiltInRules.all(checks), checks);
    var engine =
        new PiiEngine(
            List.of(rules, new NameDetector(), new AddressDetector()),
            TypeCatalogue.standard()::threshold);
    return engine::scan;
  }
}
