package dev.yinhu.piiscanner.resolve;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Settles overlaps: the strongest reading stands, compared by strength, confidence and length, then
 * the strongest that does not overlap it, and so on. A reading below its type's threshold never
 * stands and never keeps another from standing.
 *
 * <p>Time is that of sorting the readings. Immutable and safe for use by many threads.
 */
public final class Overlaps {
  private final ToDoubleFunction<PiiType> thresholds;

  /** With the least confidence at which a type is told. */
  public Overlaps(ToDoubleFunction<PiiType> thresholds) {
    this.thresholds = thresholds;
  }

  /** The findings, in the order of their start; no two overlap. */
  public List<Finding> settle(List<Candidate> candidates, FoldedText text) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    List<Reading> readings = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      double confidence = candidate.confidence();
      boolean reaches = confidence >= thresholds.applyAsDouble(candidate.type());
      readings.add(new Reading(candidate, confidence, reaches));
    }
    readings.sort(Reading.BY_START);
    List<Finding> findings = new ArrayList<>(readings.size());
    int first = 0;
    while (first < readings.size()) {
      int next = behindCluster(readings, first);
      settleCluster(readings.subList(first, next), text, findings);
      first = next;
    }
    return findings;
  }

  /** Behind those that overlap the first, or one that does, and so on. */
  private static int behindCluster(List<Reading> readings, int first) {
    int end = readings.get(first).end();
    int next = first + 1;
    while (next < readings.size() && readings.get(next).start() < end) {
      end = Math.max(end, readings.get(next).end());
      next++;
    }
    return next;
  }

  private static void settleCluster(
      List<Reading> cluster, FoldedText text, List<Finding> findings) {
    if (cluster.size() == 1) {
      if (cluster.getFirst().reaches()) {
        findings.add(new Winner(cluster.getFirst()).finding(text));
      }
      return;
    }
    cluster.sort(Reading.STRONGEST_FIRST);
    TreeMap<Integer, Winner> winners = new TreeMap<>();
    for (Reading reading : cluster) {
      Map.Entry<Integer, Winner> before = winners.lowerEntry(reading.end());
      if (before != null && before.getValue().reading().overlaps(reading)) {
        before.getValue().beats(reading);
      } else if (reading.reaches()) {
        winners.put(reading.start(), new Winner(reading));
      }
    }
    winners.values().forEach(winner -> findings.add(winner.finding(text)));
  }
}
