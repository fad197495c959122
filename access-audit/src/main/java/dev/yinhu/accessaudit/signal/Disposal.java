package dev.yinhu.accessaudit.signal;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes warnings of findings, by what people have decided until now. Used once, inside the
 * transaction that moves the watermark.
 */
final class Disposal {
  private record Live(SignalRule rule, SignalKey key, boolean monitored) {}

  private record Kept(long findings, Instant last) {}

  private final SignalStore store;
  private final SignalSettings settings;
  private final Instant now;
  private final Map<SignalRule, SignalMode> switched;
  private final Map<Live, Draft> drafts = new LinkedHashMap<>();
  private final Map<Long, Kept> keptByJob = new HashMap<>();

  Disposal(SignalStore store, SignalSettings settings, Instant now) {
    this.store = store;
    this.settings = settings;
    this.now = now;
    this.switched = store.modes().all();
  }

  /**
   * Takes the findings in their order and writes what comes of them.
   *
   * @param change the number of the last change
   * @param opened where warnings that opened are put
   * @return the number of the last change now
   */
  long take(List<Finding> findings, long change, List<SignalWarning> opened) {
    List<PlannedJob> jobs = jobs(findings);
    findings.forEach(finding -> take(finding, jobs));
    keptByJob.forEach((id, kept) -> store.jobs().count(id, kept.findings(), kept.last()));
    long last = change;
    for (Draft draft : drafts.values()) {
      last++;
      store.save(draft.warning(), draft.lastIndex(), last);
      if (draft.opened()) {
        opened.add(draft.warning().changed(last));
      }
    }
    return last;
  }

  private List<PlannedJob> jobs(List<Finding> findings) {
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    for (Finding finding : findings) {
      first = finding.time().isBefore(first) ? finding.time() : first;
      last = finding.time().isAfter(last) ? finding.time() : last;
    }
    return findings.isEmpty() ? List.of() : store.jobs().between(first, last);
  }

  private void take(Finding finding, List<PlannedJob> jobs) {
    SignalRule rule = finding.rule();
    SignalMode mode =
        rule.always() ? SignalMode.ACTIVE : switched.getOrDefault(rule, settings.mode(rule));
    if (mode == SignalMode.OFF) {
      return;
    }
    Optional<PlannedJob> planned =
        rule.always()
            ? Optional.empty()
            : jobs.stream().filter(job -> job.covers(finding)).findFirst();
    if (planned.isPresent()) {
      keptByJob.merge(planned.get().id(), new Kept(1, finding.time()), Disposal::together);
    } else {
      note(finding, mode == SignalMode.MONITOR);
    }
  }

  private static Kept together(Kept a, Kept b) {
    return new Kept(a.findings() + b.findings(), a.last().isAfter(b.last()) ? a.last() : b.last());
  }

  private void note(Finding finding, boolean monitored) {
    Live live = new Live(finding.rule(), finding.key(), monitored);
    Draft known = drafts.get(live);
    if (known == null) {
      known = store.live(finding.rule(), finding.key(), monitored).orElse(null);
    }
    if (known == null) {
      WarningState state = monitored ? WarningState.MONITORED : WarningState.OPEN;
      drafts.put(live, Draft.begin(finding, state, now));
    } else {
      known.add(finding);
      drafts.put(live, known);
    }
  }
}
