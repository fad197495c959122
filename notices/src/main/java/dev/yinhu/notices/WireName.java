package dev.yinhu.notices;

import java.util.Locale;

/** How constants are written in tables and call-backs: {@code IN_APP} is {@code in-app}. */
final class WireName {
  private WireName() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E parse(Class<E> type, String text) {
    for (E each : type.getEnumConstants()) {
      if (of(each).equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException(type.getSimpleName() + " has none of that name: " + text);
  }
}
