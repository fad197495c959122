package dev.yinhu.crypto.index;

import dev.yinhu.register.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * Brings a value to the one spelling under which it is indexed. Normalising twice gives what
 * normalising once gives. Stateless and safe for use by many threads.
 */
public final class ValueNormalizer {
  private final PhoneNumbers phones = new PhoneNumbers();

  /** With the telephone plans that come with the library. */
  public ValueNormalizer() {}

  /** The one spelling; empty when nothing is left of the value. */
  public String normalize(Normalizer how, String value) {
    return switch (how) {
      case NONE -> value;
      case NFKC -> compatible(value);
      case EMAIL -> lowerCase(value);
      case PHONE -> phones.normalize(value);
    };
  }

  /**
   * A part given by itself, such as the last four digits, in the spelling that {@link #normalize}
   * gives to it within a whole value.
   */
  String normalizePart(Normalizer how, String part) {
    return how == Normalizer.PHONE ? PhoneNumbers.plain(part) : normalize(how, part);
  }

  /** What the parts of a normalised value are taken from: a telephone number without country. */
  String partsFrom(Normalizer how, String normalized) {
    return how == Normalizer.PHONE ? phones.national(normalized) : normalized;
  }

  /**
   * Unicode normalisation form KC (UAX #15), which folds full-width letters and digits and turns
   * every kind of space into one, then without white space at either end.
   */
  static String compatible(String value) {
    return java.text.Normalizer.normalize(value, Form.NFKC).strip();
  }

  /**
   * Lower-casing may undo the normal form and the other way round, so both are repeated until
   * nothing changes; Unicode lets that take two rounds at most for all known characters.
   */
  private static String lowerCase(String value) {
    String before;
    String now = value;
    do {
      before = now;
      now = compatible(before).toLowerCase(Locale.ROOT);
    } while (!now.equals(before));
    return now;
  }
}
