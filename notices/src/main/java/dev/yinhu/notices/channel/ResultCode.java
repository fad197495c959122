package dev.yinhu.notices.channel;

import java.util.regex.Pattern;

/**
 * What a try came to, in a word of ours: {@code http-503}, {@code smtp-550}, {@code no-answer}.
 * What a gateway writes itself is never kept: it may repeat the number.
 *
 * @param text up to 40 of {@code a-z 0-9 -}, beginning with a letter
 */
public record ResultCode(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** Whoever took it over says no more. */
  public static final ResultCode TAKEN = new ResultCode("taken");

  /** It may have been sent or not. */
  public static final ResultCode OUTCOME_UNKNOWN = new ResultCode("outcome-unknown");

  /** The gateway or receiver took it and never said what became of it. */
  public static final ResultCode NOT_CONFIRMED = new ResultCode("not-confirmed");

  /** Checks the form. */
  public ResultCode {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a result's code must match " + FORM);
    }
  }
}
