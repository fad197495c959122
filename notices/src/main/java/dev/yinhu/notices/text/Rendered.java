package dev.yinhu.notices.text;

import dev.yinhu.notices.Language;
import java.util.Map;

/**
 * A text with everything filled in; it may hold a one-time code.
 *
 * @param subject the subject line of a mail
 * @param text what is read
 * @param filled what was filled in, by name
 */
public record Rendered(Language language, String subject, String text, Map<String, String> filled) {
  /** Copies. */
  public Rendered {
    filled = Map.copyOf(filled);
  }

  /** Shows nothing of it. */
  @Override
  public String toString() {
    return "Rendered[***]";
  }
}
