package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.PlannedJob;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.signal.SignalMode;
import dev.yinhu.accessaudit.signal.SignalRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The signals as one actor sees and changes them, over HTTP or from the command line: every
 * decision is in the access log, its intent before and its outcome after. Blocks; whether the actor
 * may do so is decided before. What cannot be decided throws {@link IllegalArgumentException}; what
 * there is not is not recorded.
 */
public final class SignalDesk {
  private static final String RULE = "rule";
  private static final String REASON = "reason";

  private final SignalBook book;
  private final AdminChanges changes;
  private final String actor;
  private final String requestId;

  /**
   * @param actor a caller's name, or {@code command-line}
   */
  public SignalDesk(SignalBook book, AdminChanges changes, String actor, String requestId) {
    this.book = book;
    this.changes = changes;
    this.actor = actor;
    this.requestId = requestId;
  }

  /** What can be seen without being recorded. */
  public SignalBook book() {
    return book;
  }

  /** Puts a warning off; see {@link SignalBook#snooze}. */
  public SignalBook.Outcome snooze(String id, Instant until, Reason why) {
    if (book.warning(id).isEmpty()) {
      return new SignalBook.Outcome.Unknown();
    }
    return make(
        "warning-snooze",
        Map.of("warning", id, "until", until.toString(), REASON, why.text()),
        () -> book.snooze(id, until, actor, why),
        SignalDesk::told);
  }

  /** Closes a warning; see {@link SignalBook#close}. */
  public SignalBook.Outcome close(String id, Reason why) {
    if (book.warning(id).isEmpty()) {
      return new SignalBook.Outcome.Unknown();
    }
    return make(
        "warning-close",
        Map.of("warning", id, REASON, why.text()),
        () -> book.close(id, actor, why),
        SignalDesk::told);
  }

  private static Map<String, String> told(SignalBook.Outcome outcome) {
    return Map.of(
        "outcome",
        switch (outcome) {
          case SignalBook.Outcome.Changed(var warning) -> warning.state().word();
          case SignalBook.Outcome.Unknown() -> "unknown";
          case SignalBook.Outcome.NotNow(var state) -> "refused-" + state.word();
        });
  }

  /** Switches a rule; see {@link SignalBook#setMode}. */
  public SignalMode setMode(SignalRule rule, SignalMode mode) {
    return make(
        "signal-mode",
        Map.of(RULE, rule.code(), "mode", mode.word()),
        () -> {
          book.setMode(rule, mode, actor);
          return mode;
        },
        _ -> Map.of());
  }

  /** Excepts planned work from a rule; see {@link SignalBook#addJob}. */
  public PlannedJob except(
      SignalRule rule, String caller, String who, Instant from, Instant until, Reason why) {
    Map<String, String> details = new HashMap<>();
    details.put(RULE, rule.code());
    details.put("caller", caller);
    details.put("actor", who);
    details.put("from", from.toString());
    details.put("until", until.toString());
    details.put(REASON, why.text());
    details.values().removeIf(String::isEmpty);
    return make(
        "signal-exception",
        details,
        () -> book.addJob(rule, caller, who, from, until, actor, why),
        job -> Map.of("id", Long.toString(job.id())));
  }

  /** Ends an exception now; empty when there is none of that number. */
  public Optional<PlannedJob> endException(long id) {
    if (book.job(id).isEmpty()) {
      return Optional.empty();
    }
    return make(
        "signal-exception-end",
        Map.of("id", Long.toString(id)),
        () -> book.endJob(id),
        ended -> Map.of("found", Boolean.toString(ended.isPresent())));
  }

  private <T> T make(
      String action,
      Map<String, String> details,
      Supplier<T> work,
      Function<T, Map<String, String>> told) {
    return changes.make(new AdminChanges.Change(actor, requestId, action, details), work, told);
  }
}
