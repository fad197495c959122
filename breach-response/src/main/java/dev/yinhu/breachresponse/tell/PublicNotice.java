package dev.yinhu.breachresponse.tell;

import java.time.Instant;

/**
 * What was published for those who could not be told.
 *
 * @param persons how many those were when it was recorded
 */
public record PublicNotice(
    long number, Instant at, String by, String place, String text, long persons) {
  /** Free text: it stands in no log message. */
  @Override
  public String toString() {
    return "PublicNotice[" + number + "]";
  }
}
