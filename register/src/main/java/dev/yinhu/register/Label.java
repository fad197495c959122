package dev.yinhu.register;

/**
 * What people are shown for a thing, in two languages.
 *
 * @param zh Chinese
 * @param en English
 */
public record Label(String zh, String en) {
  /** The same words in both languages, for a manifest that gives only a name. */
  public static Label same(String text) {
    return new Label(text, text);
  }
}
