package dev.yinhu.service;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.Severity;
import dev.yinhu.breachresponse.warning.Raised;
import dev.yinhu.breachresponse.warning.WarningSource;
import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.piiscanner.finding.Findings;
import dev.yinhu.piiscanner.finding.StoredFinding;
import dev.yinhu.piiscanner.job.ScanJob;
import dev.yinhu.piiscanner.job.ScanJobs;
import dev.yinhu.piiscanner.necessity.Verdict;
import dev.yinhu.piiscanner.task.TaskWork;
import dev.yinhu.service.config.YinhuConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Warns when a scan that has ended saw personal data that nobody knew of before: readable where the
 * register wants ciphertext, or where the register knows of nothing, which files are always. One
 * warning for each store and scan; none while one about that store waits for somebody. For one
 * thread.
 */
final class PlaintextWatch implements Runnable {
  private static final Duration BACK = Duration.ofDays(2);
  private static final int LONGEST_STORE = 58;
  private static final Set<String> UNKNOWN =
      Set.of(Verdict.UNDECLARED.wire(), Verdict.STORE_NOT_DECLARED.wire());

  private final ScanJobs jobs;
  private final Findings findings;
  private final Function<List<StoredFinding>, Map<Long, String>> judgements;
  private final Warnings warnings;
  private final YinhuConfig.Warnings most;
  private final InstantSource clock;
  private final Set<UUID> looked = new HashSet<>();

  /**
   * @param judgements what the register in force says of findings in databases, by their ids
   * @param most from how many on
   */
  PlaintextWatch(
      ScanJobs jobs,
      Findings findings,
      Function<List<StoredFinding>, Map<Long, String>> judgements,
      Warnings warnings,
      YinhuConfig.Warnings most,
      InstantSource clock) {
    this.jobs = jobs;
    this.findings = findings;
    this.judgements = judgements;
    this.warnings = warnings;
    this.most = most;
    this.clock = clock;
  }

  @Override
  public void run() {
    Set<UUID> known = new HashSet<>();
    for (ScanJob job : jobs.endedSince(clock.instant().minus(BACK))) {
      if (!looked.contains(job.id())) {
        look(job);
      }
      known.add(job.id());
    }
    looked.clear();
    looked.addAll(known);
  }

  private static final class Seen {
    private int plaintext;
    private int undeclared;
  }

  private void look(ScanJob job) {
    Map<String, Seen> stores = new TreeMap<>();
    long after = 0;
    List<StoredFinding> page = findings.newBy(job.id(), after, Findings.MOST);
    while (!page.isEmpty()) {
      Map<Long, String> judged = judgements.apply(page);
      page.forEach(finding -> count(finding, judged.get(finding.id()), stores));
      after = page.getLast().id();
      page = findings.newBy(job.id(), after, Findings.MOST);
    }
    stores.forEach((store, seen) -> warn(job, store, seen));
  }

  private static void count(
      StoredFinding finding, @Nullable String judged, Map<String, Seen> stores) {
    String store = finding.seen().store();
    Seen seen = stores.computeIfAbsent(store, _ -> new Seen());
    if (Verdict.PLAINTEXT.wire().equals(judged)) {
      seen.plaintext++;
    } else if (store.equals(TaskWork.FILES) || (judged != null && UNKNOWN.contains(judged))) {
      seen.undeclared++;
    }
  }

  private void warn(ScanJob job, String store, Seen seen) {
    if (seen.plaintext < most.plaintext() && seen.undeclared < most.undeclared()) {
      return;
    }
    String about = "scan/" + shortened(store) + "/";
    Instant ended = job.endedAt().orElseGet(clock::instant);
    var _ =
        warnings.raiseOnce(
            new Raised(
                WarningSource.SCANNER,
                Optional.of(about + job.id()),
                false,
                new Reason(
                    "new readable findings: %d where ciphertext is wanted, %d undeclared"
                        .formatted(seen.plaintext, seen.undeclared)),
                seen.plaintext >= most.plaintext() ? Severity.HIGH : Severity.MEDIUM,
                job.startedAt(),
                Optional.of(ended)),
            about,
            ended,
            WarningRounds.YINHU);
  }

  /** As long as a reference has room for, and still another for each store. */
  private static String shortened(String store) {
    return store.length() <= LONGEST_STORE
        ? store
        : store.substring(0, LONGEST_STORE - 9) + "-" + Integer.toHexString(store.hashCode());
  }
}
