package dev.yinhu.service;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.signal.Severity;
import dev.yinhu.breachresponse.warning.Raised;
import dev.yinhu.breachresponse.warning.WarningSource;
import dev.yinhu.breachresponse.warning.Warnings;
import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.subjectrights.cases.CaseFlood;
import dev.yinhu.subjectrights.cases.CaseFloods;
import dev.yinhu.subjectrights.identity.AttemptLimit;
import dev.yinhu.subjectrights.identity.FailedProofs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Warns of requests of people that look like an attack: many cases opened by one caller or against
 * one person, much proof that was no good from one place or against one person. One warning about
 * each until somebody has settled it; what came before that counts no more. For one thread.
 */
final class RequestsWatch implements Runnable {
  static final Duration OF_SOURCE = Duration.ofHours(1);
  static final Duration OF_PERSON = Duration.ofDays(1);

  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:-]{1,60}");

  private final CaseFloods floods;
  private final ProofAlarms alarms;
  private final Warnings warnings;
  private final YinhuConfig.Warnings most;
  private final InstantSource clock;
  private Optional<Instant> newest = Optional.empty();

  /**
   * @param most from how many on
   */
  RequestsWatch(
      CaseFloods floods,
      ProofAlarms alarms,
      Warnings warnings,
      YinhuConfig.Warnings most,
      InstantSource clock) {
    this.floods = floods;
    this.alarms = alarms;
    this.warnings = warnings;
    this.most = most;
    this.clock = clock;
  }

  /** From how much failed proof on it is told. */
  static FailedProofs.Most limits(YinhuConfig.Warnings most) {
    return new FailedProofs.Most(
        new AttemptLimit("failed-source", most.failedProofsOfSource(), OF_SOURCE),
        new AttemptLimit("failed-person", most.failedProofsOfPerson(), OF_PERSON));
  }

  @Override
  public void run() {
    alarms.take().forEach(this::failed);
    Optional<Instant> now = floods.newest();
    if (!now.equals(newest)) {
      Instant looked = clock.instant();
      many("caller", looked.minus(OF_SOURCE), most.casesOfCaller(), this::byCaller);
      many("person", looked.minus(OF_PERSON), most.casesOfPerson(), this::byPerson);
      newest = now;
    }
  }

  private List<CaseFlood> byCaller(Instant since) {
    return floods.byCaller(since, most.casesOfCaller());
  }

  private List<CaseFlood> byPerson(Instant since) {
    return floods.byPerson(since, most.casesOfPerson());
  }

  private void many(
      String of, Instant since, int least, Function<Instant, List<CaseFlood>> counted) {
    for (CaseFlood flood : counted.apply(since)) {
      String about = "cases/" + of + "/" + named(flood.whose()) + "/";
      warnings
          .settledSince(WarningSource.REQUESTS, about)
          .flatMap(settled -> still(flood, since, settled, counted))
          .ifPresent(now ->
              raise(
                  about,
                  now.first(),
                  now.last(),
                  "at least %d requests at once, %s".formatted(least, ofWhom(of))));
    }
  }

  /** The same flood, counted since somebody has looked at an earlier one. */
  private static Optional<CaseFlood> still(
      CaseFlood flood, Instant since, Instant settled, Function<Instant, List<CaseFlood>> counted) {
    if (!settled.isAfter(since)) {
      return Optional.of(flood);
    }
    return counted.apply(settled).stream()
        .filter(each -> each.whose().equals(flood.whose()))
        .findFirst();
  }

  private static String ofWhom(String of) {
    return of.equals("person") ? "all for one person" : "all of one caller";
  }

  /** Who has settled a warning of this window has settled the window. */
  private void failed(FailedProofs.Alarm alarm) {
    boolean ofPerson = alarm.limit().window().equals(OF_PERSON);
    String about = "proofs/" + (ofPerson ? "person/" : "source/") + alarm.whose() + "/";
    raise(
        about,
        alarm.began(),
        alarm.began(),
        ofPerson
            ? "wrong codes or tokens against one person"
            : "wrong codes or tokens from one place");
  }

  private void raise(String about, Instant from, Instant to, String title) {
    var _ =
        warnings.raiseOnce(
            new Raised(
                WarningSource.REQUESTS,
                Optional.of(about + from.toEpochMilli()),
                false,
                new Reason(title),
                Severity.MEDIUM,
                Optional.of(from),
                Optional.of(to)),
            about,
            to,
            WarningRounds.YINHU);
  }

  /** A name that has no place in a reference stands there by its hash. */
  private static String named(String whose) {
    return REFERENCE.matcher(whose).matches() ? whose : Integer.toHexString(whose.hashCode());
  }
}
