package dev.yinhu.notices;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names one notice for ever: whoever asks twice for the same key asks for the same notice. Made of
 * references, such as {@code case/4711/received}, and never of a personal value.
 *
 * @param text 1 to 200 of {@code a-z 0-9 . _ : / -}, beginning with a letter
 */
public record NoticeKey(String text) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._:/-]{0,199}");

  /** Checks the form. The message does not repeat a text that is none. */
  public NoticeKey {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a notice's key must match " + FORM);
    }
  }

  /** The id of its notice, the same in every database. */
  NoticeId id() {
    return NoticeId.of(Sha256.of(("yinhu notice\n" + text).getBytes(StandardCharsets.UTF_8)));
  }
}
