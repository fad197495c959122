package dev.yinhu.piiscanner.check;

import dev.yinhu.register.CheckCharacter;

/** The check digit of ISO/IEC 7812-1, annex B. */
final class Luhn {
  private Luhn() {}

  /** Whether digits only, two or more, end in their check digit. */
  static boolean passes(CharSequence bare) {
    int last = bare.length() - 1;
    return last > 0
        && Digits.areAll(bare)
        && CheckCharacter.LUHN.of(bare.subSequence(0, last)).charAt(0) == bare.charAt(last);
  }
}
