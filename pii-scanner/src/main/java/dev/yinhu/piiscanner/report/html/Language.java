package dev.yinhu.piiscanner.report.html;

import dev.yinhu.register.Label;
import java.io.IOException;
import java.util.Map;

/** In which language a report speaks. */
public enum Language {
  /** Chinese. */
  ZH("zh"),
  /** English. */
  EN("en"),
  /** Both, Chinese first. */
  BOTH("zh");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /**
   * That of an environment, if it is one of these, else both. {@code LC_ALL} outdoes {@code LANG}
   * (POSIX.1-2017, 8.2).
   *
   * @param environment variables of the process
   */
  public static Language of(Map<String, String> environment) {
    String all = environment.getOrDefault("LC_ALL", "");
    String name = all.isEmpty() ? environment.getOrDefault("LANG", "") : all;
    return name.startsWith("zh") ? ZH : name.startsWith("en") ? EN : BOTH;
  }

  /** The language of the whole document. */
  String code() {
    return code;
  }

  /** One text, for places that hold no markup. */
  public String plain(Label label) {
    return switch (this) {
      case ZH -> label.zh();
      case EN -> label.en();
      case BOTH -> label.zh().equals(label.en()) ? label.zh() : label.zh() + " · " + label.en();
    };
  }

  /** The text with its language marked, so that it is read out rightly. */
  void write(Html html, Label label) throws IOException {
    if (this == BOTH && !label.zh().equals(label.en())) {
      html.open("span", "lang", "zh").text(label.zh()).close();
      html.text(" ").open("span", "lang", "en").text(label.en()).close();
    } else {
      html.text(plain(label));
    }
  }
}
