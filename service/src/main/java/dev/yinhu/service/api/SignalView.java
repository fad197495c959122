package dev.yinhu.service.api;

import dev.yinhu.accessaudit.signal.PlannedJob;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.signal.SignalKey;
import dev.yinhu.accessaudit.signal.SignalMode;
import dev.yinhu.accessaudit.signal.SignalRule;
import dev.yinhu.accessaudit.signal.SignalWarning;
import dev.yinhu.accessaudit.signal.SignalWarning.Settled;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signals as JSON, the same over HTTP and from the command line. */
public final class SignalView {
  private SignalView() {}

  /**
   * All rules.
   *
   * @param evaluated entries below this index are evaluated
   */
  public record Rules(long evaluated, @Nullable String evaluated_to, List<Rule> rules) {}

  /** One rule. */
  public record Rule(
      String rule, String mode, long open, String counts, Map<String, String> thresholds) {}

  /** Warnings; {@code next} is what to read on with, as {@code before}. */
  public record Warnings(List<Warning> warnings, @Nullable Long next) {}

  /** One warning. */
  public record Warning(
      String id,
      String rule,
      String severity,
      String state,
      boolean drill,
      Key key,
      Window window,
      String counts,
      double measured,
      double baseline,
      double threshold,
      String first_seen,
      String last_seen,
      long findings,
      List<Long> evidence,
      String raised_at,
      long change,
      @Nullable Decision decision) {}

  /** What a warning is about. */
  public record Key(
      @Nullable String caller,
      @Nullable String actor,
      @Nullable String purpose,
      @Nullable String field,
      @Nullable String detail) {}

  /** From when to when it was measured. */
  public record Window(String from, String to) {}

  /** What somebody decided about it. */
  public record Decision(@Nullable String until, String by, String reason) {}

  /** Planned work. */
  public record Exceptions(List<Exempt> exceptions) {}

  /** One exception. */
  public record Exempt(
      long id,
      String rule,
      @Nullable String caller,
      @Nullable String actor,
      String from,
      String until,
      String reason,
      String by,
      String made_at,
      long findings,
      @Nullable String last_finding) {}

  /** The rules as they stand. */
  public static Rules rules(SignalBook book) {
    SignalBook.Status status = book.status();
    Map<SignalRule, SignalMode> modes = book.modes();
    List<Rule> rules =
        Arrays.stream(SignalRule.values())
            .map(rule ->
                new Rule(
                    rule.code(),
                    modes.getOrDefault(rule, rule.usualMode()).word(),
                    status.open().getOrDefault(rule, 0L),
                    rule.counts(),
                    book.settings().thresholds(rule)))
            .toList();
    return new Rules(
        status.watermark(), status.committed().map(Instant::toString).orElse(null), rules);
  }

  /** Warnings of which {@code limit} were asked for. */
  public static Warnings warnings(List<SignalWarning> found, int limit) {
    return new Warnings(
        found.stream().map(SignalView::warning).toList(),
        found.size() < limit ? null : found.getLast().change());
  }

  /** One warning. */
  public static Warning warning(SignalWarning of) {
    SignalKey key = of.key();
    return new Warning(
        of.id(),
        of.rule().code(),
        of.severity().word(),
        of.state().word(),
        key.isOfDrill(),
        new Key(
            present(key.caller()),
            present(key.actor()),
            present(key.purpose()),
            present(key.field()),
            present(key.detail())),
        new Window(of.from().toString(), of.to().toString()),
        of.rule().counts(),
        of.measured(),
        of.baseline(),
        of.threshold(),
        of.firstSeen().toString(),
        of.lastSeen().toString(),
        of.findings(),
        of.evidence(),
        of.raisedAt().toString(),
        of.change(),
        of.settled().map(SignalView::decision).orElse(null));
  }

  private static Decision decision(Settled of) {
    return new Decision(of.until().map(Instant::toString).orElse(null), of.by(), of.reason());
  }

  /** All exceptions. */
  public static Exceptions exceptions(List<PlannedJob> jobs) {
    return new Exceptions(jobs.stream().map(SignalView::exception).toList());
  }

  /** One exception. */
  public static Exempt exception(PlannedJob job) {
    return new Exempt(
        job.id(),
        job.rule().code(),
        present(job.caller()),
        present(job.actor()),
        job.from().toString(),
        job.until().toString(),
        job.reason(),
        job.madeBy(),
        job.madeAt().toString(),
        job.findings(),
        job.lastFinding().map(Instant::toString).orElse(null));
  }

  private static @Nullable String present(String text) {
    return text.isEmpty() ? null : text;
  }
}
