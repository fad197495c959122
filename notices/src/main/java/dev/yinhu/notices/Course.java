package dev.yinhu.notices;

import dev.yinhu.notices.channel.Fate;
import dev.yinhu.notices.channel.Outcome;
import dev.yinhu.notices.channel.ResultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The rules by which a notice moves; no clock and no database. Two of them make that nobody is told
 * twice: a notice goes on to another channel only when it is certain that nothing went out on the
 * one before, and what was perhaps sent is asked about or sent again under the same id, never under
 * another. Thread-safe when the source of randomness is.
 */
final class Course {
  static final ResultCode NONE = new ResultCode("none");
  private static final ResultCode EXPIRED = new ResultCode("expired");
  private static final ResultCode NO_CONTACT = new ResultCode("no-contact");
  private static final ResultCode ERASED = new ResultCode("erased");
  private static final ResultCode DRILL = new ResultCode("drill");
  private static final Duration DEFERRED = Duration.ofSeconds(30);
  private static final Duration HELD = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 30;

  private final LineSettings line;
  private final RandomGenerator random;

  Course(LineSettings line, RandomGenerator random) {
    this.line = line;
    this.random = random;
  }

  /** After it was sent, or not: {@code work} as it was before this try. */
  Move sent(Work work, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Outcome.Delivered(ResultCode code, Optional<String> gatewayId) ->
          settled(work, NoticeState.DELIVERED, code, gatewayId);
      case Outcome.Accepted(Optional<String> gatewayId, Duration within) ->
          accepted(work, gatewayId, now.plus(within), now);
      case Outcome.Refused(ResultCode code) -> refused(work, NoticeState.FAILED, code, now);
      case Outcome.TryLater(ResultCode code, Optional<Duration> after, _) ->
          work.attempts() + 1 >= line.tries()
              ? exhausted(work, code, now)
              : again(work, code, work.unsure(), now.plus(pause(work.attempts(), after)));
      case Outcome.Unclear(ResultCode code, _) ->
          work.attempts() + 1 >= line.tries()
              ? settled(work, NoticeState.FAILED, ResultCode.OUTCOME_UNKNOWN, work.gatewayId())
              : again(work, code, true, now.plus(pause(work.attempts(), Optional.empty())));
    };
  }

  /** After the gateway was asked; empty when it may be sent now. */
  Optional<Move> asked(Work work, Fate fate, Instant now) {
    return switch (fate) {
      case Fate.Arrived() ->
          Optional.of(
              settled(work, NoticeState.DELIVERED, new ResultCode("told"), work.gatewayId()));
      case Fate.Returned(ResultCode code) ->
          Optional.of(next(work, NoticeState.BOUNCED, code, now));
      case Fate.Underway() -> Optional.of(underway(work, now));
      case Fate.NotThere() ->
          work.state() == NoticeState.ACCEPTED
              ? Optional.of(underway(work, now))
              : Optional.empty();
      case Fate.Unanswered(ResultCode code) -> Optional.of(unanswered(work, code, now));
    };
  }

  private Move underway(Work work, Instant now) {
    Instant by = work.confirmBy().orElse(work.expires());
    return now.isBefore(by)
        ? accepted(work, work.gatewayId(), by, now)
        : settled(work, NoticeState.FAILED, ResultCode.NOT_CONFIRMED, work.gatewayId());
  }

  private Move unanswered(Work work, ResultCode code, Instant now) {
    if (work.state() == NoticeState.ACCEPTED) {
      return underway(work, now);
    }
    return work.isOver(now)
        ? settled(work, NoticeState.FAILED, ResultCode.OUTCOME_UNKNOWN, work.gatewayId())
        : again(work, code, true, now.plus(pause(work.attempts(), Optional.empty())));
  }

  /** It may have been sent, and neither asking nor sending again is possible. */
  static Move unknown(Work work) {
    return settled(work, NoticeState.FAILED, ResultCode.OUTCOME_UNKNOWN, work.gatewayId());
  }

  /** A gateway has it and cannot be asked; its time is over or not. */
  Move silent(Work work, Instant now) {
    return underway(work, now);
  }

  /** Its time is over. */
  static Move expired(Work work) {
    return work.unsure()
        ? unknown(work)
        : settled(work, NoticeState.EXPIRED, EXPIRED, Optional.empty());
  }

  /** The sink of drills took it. */
  static Move drilled(Work work) {
    return settled(work, NoticeState.STOPPED, DRILL, Optional.empty());
  }

  /** No contact for this channel. */
  Move noContact(Work work, Instant now) {
    return refused(work, NoticeState.UNREACHABLE, NO_CONTACT, now);
  }

  /** The person was erased. */
  Move erased(Work work) {
    return settled(work, NoticeState.UNREACHABLE, ERASED, Optional.empty());
  }

  /** Something of ours is not to be had now; that is no try. */
  Move deferred(Work work, ResultCode code, Instant now) {
    return waiting(work, code, now.plus(jittered(DEFERRED)));
  }

  /** Somebody holds its channel back; that is no try. */
  Move held(Work work, ResultCode code, Instant now) {
    return work.hasNextChannel() && !work.unsure()
        ? next(work, NoticeState.FAILED, code, now)
        : waiting(work, code, now.plus(jittered(HELD)));
  }

  private static Move waiting(Work work, ResultCode code, Instant when) {
    Instant due = earlier(when, work.expires());
    return new Move(
        NoticeState.WAITING,
        code,
        work.step(),
        false,
        work.unsure(),
        due,
        work.gatewayId(),
        Optional.empty());
  }

  /** It cannot be said: a text or code that is no longer there. */
  static Move unspeakable(Work work, ResultCode code) {
    return settled(work, NoticeState.FAILED, code, work.gatewayId());
  }

  private Move accepted(Work work, Optional<String> gatewayId, Instant by, Instant now) {
    return new Move(
        NoticeState.ACCEPTED,
        NONE,
        work.step(),
        false,
        false,
        earlier(now.plus(line.askEvery()), by),
        gatewayId,
        Optional.of(by));
  }

  private Move exhausted(Work work, ResultCode code, Instant now) {
    return work.unsure() ? unknown(work) : next(work, NoticeState.FAILED, code, now);
  }

  /** What was perhaps sent before this refusal is not sent by another channel as well. */
  private static Move refused(Work work, NoticeState otherwise, ResultCode code, Instant now) {
    return work.unsure()
        ? settled(work, NoticeState.FAILED, ResultCode.OUTCOME_UNKNOWN, work.gatewayId())
        : next(work, otherwise, code, now);
  }

  private static Move next(Work work, NoticeState otherwise, ResultCode code, Instant now) {
    if (!work.hasNextChannel()) {
      return settled(work, otherwise, code, work.gatewayId());
    }
    return new Move(
        NoticeState.WAITING,
        code,
        work.step() + 1,
        true,
        false,
        now,
        Optional.empty(),
        Optional.empty());
  }

  private static Move again(Work work, ResultCode code, boolean unsure, Instant due) {
    return new Move(
        NoticeState.WAITING,
        code,
        work.step(),
        false,
        unsure,
        earlier(due, work.expires()),
        work.gatewayId(),
        Optional.empty());
  }

  private static Move settled(
      Work work, NoticeState state, ResultCode code, Optional<String> gatewayId) {
    return new Move(
        state, code, work.step(), false, false, work.expires(), gatewayId, Optional.empty());
  }

  /** Doubled with each try, and then between half and all of it; never less than asked for. */
  private Duration pause(int attempts, Optional<Duration> asked) {
    Duration grown = line.firstPause().multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
    Duration own = jittered(grown.compareTo(line.longestPause()) > 0 ? line.longestPause() : grown);
    return asked.filter(wanted -> wanted.compareTo(own) > 0).orElse(own);
  }

  private Duration jittered(Duration whole) {
    long half = Math.max(1, whole.toNanos() / 2);
    return Duration.ofNanos(half + random.nextLong(half));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
