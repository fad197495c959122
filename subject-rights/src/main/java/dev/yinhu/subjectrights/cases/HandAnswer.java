package dev.yinhu.subjectrights.cases;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Somebody's answer for a step.
 *
 * @param outcome what came of it
 * @param evidence a code, the number of a file, or the hash of what proves it: at most 200 of
 *     letters, digits and {@code . _ : + / = * -}, so that nothing is told in words
 * @param by who answered
 * @param at when
 */
public record HandAnswer(HandOutcome outcome, String evidence, String by, Instant at) {
  private static final Pattern EVIDENCE = Pattern.compile("[A-Za-z0-9._:+/=*-]{1,200}");

  /**
   * @throws IllegalArgumentException when the evidence has another form; it is not repeated
   */
  public HandAnswer {
    if (!EVIDENCE.matcher(evidence).matches()) {
      throw new IllegalArgumentException(
          "evidence is a code, a file number or a hash: 1 to 200 of letters, digits and"
              + " . _ : + / = * -");
    }
  }

  public Facts facts() {
    return Facts.NONE.with("outcome", outcome.wire()).with("evidence", evidence).with("by", by);
  }
}
