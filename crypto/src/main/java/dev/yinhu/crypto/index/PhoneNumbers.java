package dev.yinhu.crypto.index;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Telephone numbers in E.164 (ITU-T), read as in mainland China when no country is given. What is
 * no possible number, such as a service number of five digits, keeps its own text behind {@code !},
 * which no E.164 number starts with: it is found by the same text only.
 */
final class PhoneNumbers {
  private static final String REGION = "CN";
  private static final String AS_TEXT = "!";
  private static final String EXTENSION = ";ext=";

  /** More than the digits of an E.164 number, which has 15 at most (ITU-T E.164, section 6). */
  private static final int READINGS = 20;

  /** Text that address books put around and into numbers when they are copied. */
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

  private static final Pattern BLANK = Pattern.compile("\\s+");
  private static final Pattern EXTENSION_IN_CHINESE = Pattern.compile("转|轉|分机|分機");

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();

  String normalize(String value) {
    String text = visible(value);
    while (text.startsWith(AS_TEXT)) {
      text = text.substring(AS_TEXT.length()).strip();
    }
    if (text.isEmpty()) {
      return text;
    }
    return settled(text).orElse(AS_TEXT + text);
  }

  /**
   * The printed number that reads as itself. Zeros for trunk calls are taken off one a reading, so
   * that {@code +86 0013…} needs two; empty when some reading is no possible number.
   */
  private Optional<String> settled(String text) {
    String before = text;
    for (int reading = 0; reading < READINGS; reading++) {
      Optional<String> now = number(before).map(this::printed);
      if (now.isEmpty() || now.get().equals(before)) {
        return now;
      }
      before = now.get();
    }
    return Optional.empty();
  }

  private static String visible(String value) {
    String compatible = ValueNormalizer.compatible(value);
    String shown = INVISIBLE.matcher(compatible).replaceAll("");
    return ValueNormalizer.compatible(BLANK.matcher(shown).replaceAll(" "));
  }

  /** Empty for what is not even possible by length; a number of a local plan only is not either. */
  private Optional<PhoneNumber> number(String text) {
    try {
      String understood = EXTENSION_IN_CHINESE.matcher(text).replaceAll(" ext. ");
      PhoneNumber number = plans.parse(understood, REGION);
      return plans.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
          ? Optional.of(number)
          : Optional.empty();
    } catch (NumberParseException notANumber) {
      return Optional.empty();
    }
  }

  private String printed(PhoneNumber number) {
    String international = plans.format(number, PhoneNumberFormat.E164);
    return number.hasExtension() && !number.getExtension().isEmpty()
        ? international + EXTENSION + number.getExtension()
        : international;
  }

  /** The national digits of a normalised number; the text itself of what is none. */
  String national(String normalized) {
    if (normalized.startsWith(AS_TEXT)) {
      return plain(normalized.substring(AS_TEXT.length()));
    }
    return number(normalized).map(plans::getNationalSignificantNumber).orElse("");
  }

  /** Digits only, as national digits are written; other text in its compatible form. */
  static String plain(String text) {
    String compatible = visible(text);
    String bare = compatible.replace(" ", "").replace("-", "");
    return !bare.isEmpty() && bare.chars().allMatch(c -> c >= '0' && c <= '9') ? bare : compatible;
  }
}
