package dev.yinhu.service;

import dev.yinhu.breachresponse.ActRefused;
import dev.yinhu.breachresponse.IncidentId;
import dev.yinhu.breachresponse.IncidentState;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.breachresponse.jurisdiction.ClockReading;
import dev.yinhu.breachresponse.jurisdiction.Duties;
import dev.yinhu.breachresponse.tell.Tellings;
import dev.yinhu.service.api.PeopleDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with runs of notices to people, and looks what became of them, again and again, until it
 * is closed. Duties of the law whose people were all told in time are recorded as done; one that is
 * late waits for somebody's reason.
 */
final class TellingRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TellingRounds.class);
  private static final Duration WORK = Duration.ofSeconds(1);
  private static final Duration FOLLOW = Duration.ofSeconds(2);
  private static final Duration ALL = Duration.ofDays(1);
  private static final Duration LATE_WORDS = Duration.ofDays(40);
  private static final Order YINHU = new Order("yinhu", "telling-rounds");

  private final ScheduledExecutorService threads;
  private final Tellings tellings;
  private final PeopleDesk desk;
  private final Duties duties;
  private final InstantSource clock;
  private Instant looked = Instant.MIN;

  private TellingRounds(
      ScheduledExecutorService threads, PeopleDesk desk, Duties duties, InstantSource clock) {
    this.threads = threads;
    this.tellings = desk.tellings();
    this.desk = desk;
    this.duties = duties;
    this.clock = clock;
  }

  static TellingRounds start(PeopleDesk desk, Duties duties, InstantSource clock) {
    ScheduledExecutorService threads =
        Executors.newScheduledThreadPool(
            3, Thread.ofPlatform().name("tell-people-", 0).daemon().factory());
    TellingRounds rounds = new TellingRounds(threads, desk, duties, clock);
    rounds.every(WORK, desk.tellings()::work);
    rounds.every(WORK, desk.lists()::work);
    rounds.every(FOLLOW, rounds::follow);
    return rounds;
  }

  private void every(Duration pause, Runnable round) {
    var _ =
        threads.scheduleWithFixedDelay(
            () -> quietly(round), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void quietly(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException e) {
      // Class alone: a message of a store may repeat what was looked for.
      LOG.warn(
          "Notices of incidents did not go on; the next round tries again: {}",
          e.getClass().getSimpleName());
    }
  }

  private void follow() {
    tellings.followWaiting();
    Instant now = clock.instant();
    for (IncidentId incident : tellings.since(now.minus(LATE_WORDS))) {
      if (!looked.isAfter(now.minus(ALL))) {
        tellings.followAll(incident);
      }
      record(incident);
    }
    looked = looked.isAfter(now.minus(ALL)) ? looked : now;
    int forgotten = desk.addressees().forget();
    if (forgotten > 0) {
      LOG.info("The ids of {} persons whom incidents concerned are deleted", forgotten);
    }
  }

  private void record(IncidentId incident) {
    if (!tellings.missing(incident, IncidentState.NOTIFIED).isEmpty()) {
      return;
    }
    for (ClockReading reading : duties.peopleToTell(incident)) {
      if (reading.state() == ClockReading.State.RUNNING) {
        told(incident, reading);
      }
    }
  }

  /** Another node may have been quicker, or the clock have run out between. */
  private void told(IncidentId incident, ClockReading reading) {
    try {
      duties.told(incident, reading.clock().duty(), Optional.empty(), YINHU);
    } catch (ActRefused e) {
      LOG.info("{}: telling people is not recorded by itself: {}", incident, e.code());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
