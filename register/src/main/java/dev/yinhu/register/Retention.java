package dev.yinhu.register;

/** How long data are kept for a purpose. */
public sealed interface Retention {
  /**
   * As long as a retention rule of the register says.
   *
   * @param key key of the rule
   */
  record ByRule(String key) implements Retention {}

  /**
   * As a text says that people read.
   *
   * @param text the period in words
   */
  record InWords(String text) implements Retention {}
}
