package dev.yinhu.notices.channel;

/** What a gateway knows of a notice. */
public sealed interface Fate {
  /** It arrived. */
  record Arrived() implements Fate {}

  /** It did not arrive and will not. */
  record Returned(ResultCode code) implements Fate {}

  /** The gateway has it, and does not know yet. */
  record Underway() implements Fate {}

  /** The gateway was never asked to send it. */
  record NotThere() implements Fate {}

  /** The gateway does not answer now. */
  record Unanswered(ResultCode code) implements Fate {}
}
