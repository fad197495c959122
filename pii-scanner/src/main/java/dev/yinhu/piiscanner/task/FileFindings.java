package dev.yinhu.piiscanner.task;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.finding.Findings;
import dev.yinhu.piiscanner.finding.Sighting;
import dev.yinhu.piiscanner.report.Found;
import dev.yinhu.piiscanner.report.PassageScan;
import dev.yinhu.piiscanner.report.Sample;
import dev.yinhu.piiscanner.source.Happening;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;

/**
 * Sums up what was found in one file and, when it is an archive, in each of its entries; hands it
 * over entry by entry, so that memory does not grow with their number. For one thread.
 */
final class FileFindings implements PassageScan.Listener {
  private final Findings findings;
  private final UUID job;
  private final Headway headway;
  private final Map<String, Map<PiiType, Sum>> open = new LinkedHashMap<>();
  private final Set<String> failed = new HashSet<>();

  FileFindings(Findings findings, UUID job, Headway headway) {
    this.findings = findings;
    this.job = job;
    this.headway = headway;
  }

  /** What was found of one type; the first sample, and the highest confidence. */
  private record Sum(long count, double confidence, Sample sample) {
    private static Sum of(Found found) {
      return new Sum(1, found.confidence(), found.sample());
    }

    private Sum and(Sum more) {
      return new Sum(count + more.count, Math.max(confidence, more.confidence), sample);
    }
  }

  @Override
  public void found(Found found) {
    open.computeIfAbsent(found.source(), _ -> new LinkedHashMap<>())
        .merge(found.type(), Sum.of(found), Sum::and);
  }

  @Override
  public void happened(Happening happening) {
    switch (happening) {
      case Happening.WasRead read -> {
        hand(read.source(), !failed.contains(read.source()));
      }
      case Happening.WasSkipped _ -> headway.skipped();
      case Happening.WentWrong wrong -> {
        headway.trouble(wrong.source(), told(wrong));
        if (wrong.wrong().fails()) {
          failed.add(wrong.source());
          headway.unread();
        }
      }
    }
  }

  private static String told(Happening.WentWrong wrong) {
    String words = wrong.wrong().words();
    return wrong.detail().isEmpty() ? words : words + ": " + wrong.detail();
  }

  /** The file is done; what was not told as read was seen in part. */
  void end() {
    for (String source : List.copyOf(open.keySet())) {
      hand(source, false);
    }
  }

  private void hand(String source, boolean whole) {
    Map<PiiType, Sum> sums = open.remove(source);
    Map<PiiType, Sum> seen = sums == null ? Map.of() : sums;
    seen.forEach((type, sum) -> headway.found(type, sum.count()));
    if (whole || !seen.isEmpty()) {
      List<Sighting> sightings =
          seen.entrySet().stream()
              .map(entry -> sighting(source, entry.getKey(), entry.getValue()))
              .toList();
      findings.seen(job, TaskWork.FILES, source, sightings, whole);
    }
  }

  private static Sighting sighting(String source, PiiType type, Sum sum) {
    return new Sighting(
        TaskWork.FILES,
        source,
        type,
        sum.count(),
        OptionalDouble.empty(),
        sum.confidence(),
        sum.sample().masked(),
        sum.sample().fingerprint());
  }
}
