package dev.yinhu.notices.channel;

import java.time.Duration;
import java.util.Optional;

/** What sending came to. */
public sealed interface Outcome {
  /**
   * It arrived, or was taken over for good.
   *
   * @param gatewayId what the gateway calls it, for a call-back that comes nevertheless
   */
  record Delivered(ResultCode code, Optional<String> gatewayId) implements Outcome {}

  /**
   * It was taken, and what becomes of it is told later.
   *
   * @param gatewayId what the gateway calls it
   * @param confirmWithin how long is waited for that
   */
  record Accepted(Optional<String> gatewayId, Duration confirmWithin) implements Outcome {}

  /** Refused for good; nothing was sent. */
  record Refused(ResultCode code) implements Outcome {}

  /**
   * Nothing was sent, and trying again can help.
   *
   * @param after how long the gateway asks to wait
   * @param down true when the channel as a whole seems not to work
   */
  record TryLater(ResultCode code, Optional<Duration> after, boolean down) implements Outcome {}

  /**
   * The answer was lost: it may have been sent or not.
   *
   * @param down true when the channel as a whole seems not to work
   */
  record Unclear(ResultCode code, boolean down) implements Outcome {}
}
