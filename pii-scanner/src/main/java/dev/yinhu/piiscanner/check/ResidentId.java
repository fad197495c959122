package dev.yinhu.piiscanner.check;

import dev.yinhu.register.CheckCharacter;
import java.util.BitSet;

/**
 * Numbers of GB 11643 and its relatives: six digits of an area (GB/T 2260), the date of birth,
 * three of a sequence, the check character of ISO 7064 MOD 11-2. County codes change and stay valid
 * for those born under them, so only the province is looked up.
 */
final class ResidentId {
  private static final int LENGTH = 18;
  private static final int OLD_LENGTH = 15;
  private static final int BIRTH = 6;
  private static final BitSet PROVINCES = provinces();

  private ResidentId() {}

  /**
   * The eighteen characters of a resident identity card, or of a residence permit for people of
   * Hong Kong, Macau (area 810000, 820000) and Taiwan (830000).
   */
  static Check of(BirthDates births) {
    return bare ->
        bare.length() == LENGTH
            && isArea(bare)
            && births.holds(bare, BIRTH)
            && endsInCheckCharacter(bare);
  }

  /** The fifteen digits of GB 11643-1989, which have no check character. */
  static Check old(BirthDates births) {
    return bare ->
        bare.length() == OLD_LENGTH
            && Digits.areAll(bare)
            && isArea(bare)
            && births.holdsShort(bare, BIRTH);
  }

  /**
   * A foreign permanent resident's number since December 2023: 9, two digits of the issuing
   * province, three of the nationality (ISO 3166-1 numeric), date of birth, sequence, check
   * character.
   */
  static Check foreign(BirthDates births) {
    return bare ->
        bare.length() == LENGTH
            && bare.charAt(0) == '9'
            && Digits.areAll(bare, 0, BIRTH)
            && births.holds(bare, BIRTH)
            && endsInCheckCharacter(bare);
  }

  /** The form before: three letters of the nationality, four digits, YYMMDD, two digits. */
  static Check oldForeign(BirthDates births) {
    return bare ->
        bare.length() == OLD_LENGTH
            && Letters.areUpper(bare, 0, 3)
            && Digits.areAll(bare, 3, OLD_LENGTH)
            && births.holdsShort(bare, 7);
  }

  /** Whether two digits from this place on are a province, region or municipality. */
  static boolean isProvince(CharSequence text, int from) {
    return Digits.areAll(text, from, from + 2)
        && PROVINCES.get(Digits.number(text, from, from + 2));
  }

  private static boolean isArea(CharSequence bare) {
    return isProvince(bare, 0)
        && Digits.areAll(bare, 2, BIRTH)
        && (bare.charAt(0) != '8' || Digits.number(bare, 2, BIRTH) == 0);
  }

  private static boolean endsInCheckCharacter(CharSequence bare) {
    return Digits.areAll(bare, 0, LENGTH - 1)
        && CheckCharacter.GB11643.of(bare.subSequence(0, LENGTH - 1)).charAt(0)
            == Character.toUpperCase(bare.charAt(LENGTH - 1));
  }

  /** GB/T 2260: the first two digits. */
  private static BitSet provinces() {
    BitSet codes = new BitSet();
    codes.set(11, 16);
    codes.set(21, 24);
    codes.set(31, 38);
    codes.set(41, 47);
    codes.set(50, 55);
    codes.set(61, 66);
    codes.set(71);
    codes.set(81, 84);
    return codes;
  }
}
