package dev.yinhu.piiscanner;

import dev.yinhu.piiscanner.address.AddressDetector;
import dev.yinhu.piiscanner.catalogue.BuiltInRules;
import dev.yinhu.piiscanner.catalogue.TypeCatalogue;
import dev.yinhu.piiscanner.check.Checks;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.detect.Detector;
import dev.yinhu.piiscanner.detect.RuleDetector;
import dev.yinhu.piiscanner.list.DenyDetector;
import dev.yinhu.piiscanner.list.ValueList;
import dev.yinhu.piiscanner.name.NameDetector;
import dev.yinhu.piiscanner.resolve.Overlaps;
import dev.yinhu.piiscanner.rule.Rule;
import dev.yinhu.piiscanner.text.FoldedText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final ValueList allowed;
  private final ToDoubleFunction<PiiType> thresholds;

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
    this(detectors, thresholds, ValueList.EMPTY);
  }

  private PiiEngine(
      List<Detector> detectors, ToDoubleFunction<PiiType> thresholds, ValueList allowed) {
    this.detectors = List.copyOf(detectors);
    this.overlaps = new Overlaps(thresholds);
    this.allowed = allowed;
    this.thresholds = thresholds;
  }

  /**
   * The same, telling every reading with any confidence: for who sets them against other values
   * before thresholds are applied. It shares what this one was built of.
   */
  public PiiEngine withoutThresholds() {
    return new PiiEngine(detectors, type -> 0, allowed);
  }

  /** The least confidence at which a type is told, 0 to 1. */
  public double threshold(PiiType type) {
    return thresholds.applyAsDouble(type);
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
    settings.deny().forEach((type, values) -> detectors.add(new DenyDetector(type, values)));
    Map<PiiType, Double> thresholds = new ConcurrentHashMap<>(settings.thresholds());
    return new PiiEngine(
        detectors,
        type -> thresholds.computeIfAbsent(type, catalogue::threshold),
        settings.allow());
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
    List<Finding> findings = overlaps.settle(found, folded);
    return allowed.size() == 0 || findings.isEmpty()
        ? findings
        : withoutAllowed(findings, found, folded);
  }

  /** Afterwards, so that what lost to an allowed value does not take its place. */
  private List<Finding> withoutAllowed(
      List<Finding> findings, List<Candidate> found, FoldedText text) {
    Set<Place> places = new HashSet<>();
    for (Candidate candidate : found) {
      if (allowed.holds(text.chars(), candidate.start(), candidate.end())) {
        places.add(
            new Place(text.codePointStart(candidate.start()), text.codePointEnd(candidate.end())));
      }
    }
    return findings.stream()
        .filter(finding -> !places.contains(new Place(finding.start(), finding.end())))
        .toList();
  }

  private record Place(int start, int end) {}
}
