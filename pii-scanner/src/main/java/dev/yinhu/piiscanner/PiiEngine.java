package dev.yinhu.piiscanner;

import dev.yinhu.piiscanner.address.AddressDetector;
import dev.yinhu.piiscanner.catalogue.BuiltInRules;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.detect.Detector;
import dev.yinhu.piiscanner.detect.RuleDetector;
import dev.yinhu.piiscanner.name.NameDetector;
import dev.yinhu.piiscanner.resolve.Overlaps;
import dev.yinhu.piiscanner.rule.Rule;
import dev.yinhu.piiscanner.text.FoldedText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Finds personal data in texts: folds the text, asks every detector, settles what overlaps.
 *
 * <p>Time is linear in the length of the text, whatever it holds. Immutable and safe for use by
 * many threads at once.
 */
public final class PiiEngine {
  private final List<Detector> detectors;
  private final Overlaps overlaps;

  /** With these detectors, asked in this order; every reading with any confidence counts. */
  public PiiEngine(List<Detector> detectors) {
    this(detectors, type -> 0);
  }

  /**
   * With these detectors, asked in this order.
   *
   * @param thresholds the least confidence at which a type is told
   */
  public PiiEngine(List<Detector> detectors, ToDoubleFunction<PiiType> thresholds) {
    this.detectors = List.copyOf(detectors);
    this.overlaps = new Overlaps(thresholds);
  }

  /**
   * All that ships with us. Takes about a second: make one and keep it.
   *
   * @param clock tells the years in which a person alive can be born
   */
  public static PiiEngine standard(InstantSource clock) {
    return of(EngineSettings.STANDARD, clock);
  }

  /**
   * As set.
   *
   * @param clock tells the years in which a person alive can be born
   * @throws dev.yinhu.piiscanner.automaton.TooComplexException when patterns take too many states
   */
  public static PiiEngine of(EngineSettings settings, InstantSource clock) {
    Checks checks = Checks.standard(clock);
    TypeCatalogue catalogue = TypeCatalogue.standard();
    List<Rule> rules = new ArrayList<>(BuiltInRules.all(checks));
    rules.addAll(settings.rules());
    rules.removeIf(rule -> !settings.wants(rule.type()));
    List<Detector> detectors = new ArrayList<>();
    detectors.add(new RuleDetector(rules, checks));
    if (settings.wants(NameDetector.TYPE)) {
      detectors.add(new NameDetector());
    }
    if (settings.wants(AddressDetector.TYPE)) {
      detectors.add(new AddressDetector());
    }
    Map<PiiType, Double> thresholds = new ConcurrentHashMap<>(settings.thresholds());
    return new PiiEngine(detectors, type -> thresholds.computeIfAbsent(type, catalogue::threshold));
  }

  /**
   * What stands in a text, in the order of its start; no two findings overlap.
   *
   * @param text any length; lone surrogates count as a code point
   * @param hints what is known of it
   */
  public List<Finding> scan(String text, Hints hints) {
    FoldedText folded = FoldedText.of(text);
    List<Candidate> found = new ArrayList<>();
    for (Detector detector : detectors) {
      detector.detect(folded, hints, found::add);
    }
    return overlaps.settle(found, folded);
  }
}
