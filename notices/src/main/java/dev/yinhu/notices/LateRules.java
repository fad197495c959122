package dev.yinhu.notices;

import dev.yinhu.notices.channel.ResultCode;
import java.time.Instant;
import java.util.Optional;

/**
 * What a late word changes. What was unknown is settled by it; what is settled for certain is not
 * turned around, but marked as contradicted. So is a drill that is said to have arrived: nobody
 * outside can know of it. No state.
 */
final class LateRules {
  private static final ResultCode TOLD = new ResultCode("told");

  private LateRules() {}

  /**
   * Decided.
   *
   * @param move where the notice goes; empty when it stays
   */
  record Decision(Heard heard, Optional<Move> move) {
    static Decision stays(Heard heard) {
      return new Decision(heard, Optional.empty());
    }
  }

  /**
   * Decides.
   *
   * @param step of the channel that speaks
   */
  static Decision decide(Work work, int step, LateWord word, Instant now) {
    if (work.drill()) {
      return Decision.stays(
          word.verdict() == LateWord.Verdict.ARRIVED ? Heard.CONTRADICTS : Heard.IGNORED);
    }
    return switch (word.verdict()) {
      case UNDERWAY -> Decision.stays(Heard.IGNORED);
      case ARRIVED -> arrived(work, step);
      case RETURNED -> returned(work, step, word.code(), now);
    };
  }

  private static Decision arrived(Work work, int step) {
    boolean untouchedSince =
        work.state() == NoticeState.WAITING && work.attempts() == 0 && !work.unsure();
    if (step != work.step()) {
      // It was believed refused, so it went on to another channel: stopped there if it can be.
      return step < work.step() && untouchedSince
          ? moved(work, step, NoticeState.DELIVERED, TOLD)
          : Decision.stays(Heard.CONTRADICTS);
    }
    return switch (work.state()) {
      case WAITING, SENDING, ACCEPTED -> moved(work, step, NoticeState.DELIVERED, TOLD);
      case DELIVERED ->
          work.last().equals(ResultCode.TAKEN)
              ? moved(work, step, NoticeState.DELIVERED, TOLD)
              : Decision.stays(Heard.IGNORED);
      case FAILED ->
          isOpenQuestion(work)
              ? moved(work, step, NoticeState.DELIVERED, TOLD)
              : Decision.stays(Heard.CONTRADICTS);
      case BOUNCED, EXPIRED, UNREACHABLE, STOPPED -> Decision.stays(Heard.CONTRADICTS);
    };
  }

  private static Decision returned(Work work, int step, ResultCode code, Instant now) {
    if (step != work.step()) {
      return Decision.stays(Heard.IGNORED);
    }
    return switch (work.state()) {
      case WAITING -> work.unsure() ? next(work, code, now) : Decision.stays(Heard.IGNORED);
      case SENDING, ACCEPTED -> next(work, code, now);
      case FAILED -> isOpenQuestion(work) ? next(work, code, now) : Decision.stays(Heard.IGNORED);
      case DELIVERED ->
          work.last().equals(ResultCode.TAKEN)
              ? next(work, code, now)
              : Decision.stays(Heard.CONTRADICTS);
      case BOUNCED, EXPIRED, UNREACHABLE, STOPPED -> Decision.stays(Heard.IGNORED);
    };
  }

  private static boolean isOpenQuestion(Work work) {
    return work.last().equals(ResultCode.OUTCOME_UNKNOWN)
        || work.last().equals(ResultCode.NOT_CONFIRMED);
  }

  private static Decision next(Work work, ResultCode code, Instant now) {
    if (!work.hasNextChannel() || work.isOver(now)) {
      return moved(work, work.step(), NoticeState.BOUNCED, code);
    }
    return new Decision(
        Heard.APPLIED,
        Optional.of(
            new Move(
                NoticeState.WAITING,
                code,
                work.step() + 1,
                true,
                false,
                now,
                Optional.empty(),
                Optional.empty())));
  }

  private static Decision moved(Work work, int step, NoticeState state, ResultCode code) {
    return new Decision(
        Heard.APPLIED,
        Optional.of(
            new Move(
                state,
                code,
                step,
                false,
                false,
                work.expires(),
                work.gatewayId(),
                Optional.empty())));
  }
}
