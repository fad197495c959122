package dev.yinhu.notices;

import java.util.Locale;

/** The languages that every text is written in. */
public enum Language {
  /** Simplified Chinese. */
  ZH_CN("zh-CN"),
  /** English. */
  EN("en");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The BCP 47 tag. */
  public String tag() {
    return tag;
  }

  /** For dates and numbers. */
  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /**
   * Of a tag.
   *
   * @throws IllegalArgumentException when it is another language
   */
  public static Language parse(String tag) {
    for (Language each : values()) {
      if (each.tag.equals(tag)) {
        return each;
      }
    }
    throw new IllegalArgumentException("there are no texts in language " + tag);
  }
}
