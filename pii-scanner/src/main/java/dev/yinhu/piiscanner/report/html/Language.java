package dev.yinhu.piiscanner.report.html;

import dev.yinhu.register.Label;
import java.io.IOException;

/** In which language a report speaks. */
public enum Language {
  /** Chinese. */
  CHINESE("zh"),
  /** English. */
  ENGLISH("en"),
  /** Both, Chinese first. */
  BOTH("zh");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** The language of the whole document. */
  String code() {
    return code;
  }

  /** One text, for places that hold no markup. */
  public String plain(Label label) {
    return switch (this) {
      case CHINESE -> label.zh();
      case ENGLISH -> label.en();
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
