package dev.yinhu.piiscanner.context;

/**
 * Makes something of a name that stands in a text: what names mean is the affair of whoever asks.
 *
 * @param <T> what it makes of it
 */
@FunctionalInterface
public interface NameReader<T> {
  /**
   * Reads a name; called again for a name that stands there again, so it should be quick.
   *
   * @param chars the text, not to be written to
   * @param from first character of the name
   * @param to behind its last character, after {@code from}
   */
  T read(char[] chars, int from, int to);
}
