package dev.yinhu.notices;

import java.util.regex.Pattern;

/**
 * What a notice belongs to, such as {@code case/4711} or {@code incident/12}; whoever asks what
 * became of all notices of a matter asks by it. Never a personal value.
 *
 * @param text 1 to 100 of {@code a-z 0-9 . _ : / -}, beginning with a letter
 */
public record Owner(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._:/-]{0,99}");

  /** Checks the form. */
  public Owner {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a notice's owner must match " + FORM);
    }
  }
}
