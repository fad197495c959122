package dev.yinhu.piiscanner.resolve;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.detect.Candidate;
import dev.yinhu.piiscanner.text.FoldedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
  private static final int START_SHIFT = 32;

  /** As many readings or fewer are compared each with each. */
  private static final int FEW = 8;

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
    List<Finding> findings = new ArrayList<>(candidates.size());
    List<Reading> cluster = new ArrayList<>();
    int end = 0;
    for (long placed : byStart(candidates)) {
      Candidate candidate = candidates.get((int) placed);
      if (candidate.start() >= end) {
        settleCluster(cluster, text, findings);
        cluster.clear();
      }
      end = Math.max(end, candidate.end());
      double confidence = candidate.confidence();
      boolean reaches = confidence >= thresholds.applyAsDouble(candidate.type());
      cluster.add(new Reading(candidate, confidence, reaches));
    }
    settleCluster(cluster, text, findings);
    return findings;
  }

  /** Starts above, indices below: numbers are sorted several times as fast as readings. */
  private static long[] byStart(List<Candidate> candidates) {
    long[] placed = new long[candidates.size()];
    for (int i = 0; i < placed.length; i++) {
      placed[i] = ((long) candidates.get(i).start() << START_SHIFT) | i;
    }
    Arrays.sort(placed);
    return placed;
  }

  /** Of readings each of which overlaps another: what stands, and what that beats. */
  private static void settleCluster(
      List<Reading> cluster, FoldedText text, List<Finding> findings) {
    if (cluster.size() == 1) {
      if (cluster.getFirst().reaches()) {
        findings.add(new Winner(cluster.getFirst()).finding(text));
      }
    } else if (cluster.size() <= FEW) {
      settleFew(cluster, text, findings);
    } else {
      settleMany(cluster, text, findings);
    }
  }

  /** A few are compared each with each. */
  private static void settleFew(List<Reading> cluster, FoldedText text, List<Finding> findings) {
    cluster.sort(Reading.STRONGEST_FIRST);
    List<Winner> winners = new ArrayList<>(cluster.size());
    for (Reading reading : cluster) {
      Winner before = null;
      for (Winner winner : winners) {
        boolean nearer = before == null || winner.reading().start() > before.reading().start();
        before = winner.reading().overlaps(reading) && nearer ? winner : before;
      }
      if (before != null) {
        before.beats(reading);
      } else if (reading.reaches()) {
        winners.add(new Winner(reading));
      }
    }
    winners.sort(Comparator.comparingInt(winner -> winner.reading().start()));
    winners.forEach(winner -> findings.add(winner.finding(text)));
  }

  private static void settleMany(List<Reading> cluster, FoldedText text, List<Finding> findings) {
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
