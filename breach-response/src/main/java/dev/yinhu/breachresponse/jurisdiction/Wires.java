package dev.yinhu.breachresponse.jurisdiction;

import dev.yinhu.register.WireName;

/** Reading spellings back. */
final class Wires {
  private Wires() {}

  static <E extends WireName> E of(E[] values, String text) {
    for (E each : values) {
      if (each.wire().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("there is no such word here");
  }
}
