package dev.yinhu.breachresponse.warning;

import dev.yinhu.accessaudit.DrillMark;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.Severity;
import dev.yinhu.accessaudit.signal.SignalBook;
import dev.yinhu.accessaudit.signal.SignalRule;
import dev.yinhu.accessaudit.signal.SignalWarning;
import dev.yinhu.accessaudit.signal.WarningFilter;
import dev.yinhu.accessaudit.signal.WarningState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes warnings of the signals of the access log. Looks every second at what has changed since, so
 * that none is missed whichever node evaluates and whatever is killed; several nodes may run it at
 * once. A signal that opens again after its warning was settled is a warning anew.
 */
public final class SignalTakeover implements AutoCloseable {
  /** How often is looked. */
  public static final Duration LOOK = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(SignalTakeover.class);

  private final SignalBook signals;
  private final Warnings warnings;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("signal-takeover").daemon().factory());

  private SignalTakeover(SignalBook signals, Warnings warnings) {
    this.signals = signals;
    this.warnings = warnings;
  }

  /** Begins to look. */
  public static SignalTakeover start(SignalBook signals, Warnings warnings) {
    SignalTakeover takeover = new SignalTakeover(signals, warnings);
    var _ =
        takeover.thread.scheduleWithFixedDelay(
            takeover::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    return takeover;
  }

  private void look() {
    try {
      run(signals, warnings);
    } catch (RuntimeException e) {
      LOG.warn("Signals could not be taken over as warnings; tried again", e);
    }
  }

  /** Takes over what has changed; how many are new. */
  static int run(SignalBook signals, Warnings warnings) {
    long mark = warnings.takenOver();
    List<SignalWarning> changed =
        signals.warnings(
            new WarningFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Severity.LOW,
                mark,
                Long.MAX_VALUE,
                WarningFilter.MOST));
    if (changed.isEmpty()) {
      return 0;
    }
    List<Warnings.TakenOver> open =
        changed.stream()
            .filter(signal -> signal.state() == WarningState.OPEN)
            .sorted(Comparator.comparingLong(SignalWarning::change))
            .map(SignalTakeover::taken)
            .toList();
    List<Warnings.Closed> closed =
        changed.stream()
            .filter(signal -> signal.state() == WarningState.CLOSED)
            .flatMap(signal -> signal.settled().map(by -> closed(signal, by)).stream())
            .toList();
    long highest = changed.stream().mapToLong(SignalWarning::change).max().orElse(mark);
    return warnings.takeOver(open, closed, highest);
  }

  private static Warnings.Closed closed(SignalWarning signal, SignalWarning.Settled settled) {
    return new Warnings.Closed(signal.id(), settled.reason(), settled.by());
  }

  /** The warning of a signal, taken over now if it was not yet. */
  public static Warning taken(SignalWarning signal, Warnings warnings) {
    var _ = warnings.takeOver(List.of(taken(signal)), List.of(), 0);
    return warnings.ofSignal(signal.id());
  }

  private static Warnings.TakenOver taken(SignalWarning signal) {
    Raised raised =
        new Raised(
            signal.rule() == SignalRule.CANARY_READ ? WarningSource.CANARY : WarningSource.SIGNAL,
            Optional.of(signal.id()),
            DrillMark.isOnName(signal.key().caller()),
            title(signal),
            signal.severity(),
            Optional.of(signal.from()),
            Optional.of(signal.to()));
    return new Warnings.TakenOver(raised, signal.id(), signal.raisedAt());
  }

  /** Names of the register and codes; where they do not make a reason, the rule alone. */
  private static Reason title(SignalWarning signal) {
    String who = signal.key().caller().isEmpty() ? signal.key().actor() : signal.key().caller();
    String title = signal.rule().code() + (who.isEmpty() ? "" : " " + who);
    return Reason.fault(title).isEmpty() ? new Reason(title) : new Reason(signal.rule().code());
  }

  /** Looks no more; returns when it has ended. */
  @Override
  public void close() {
    thread.close();
  }
}
