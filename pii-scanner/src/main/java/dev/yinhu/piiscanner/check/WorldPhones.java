package dev.yinhu.piiscanner.check;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** Phone numbers outside mainland China, by the metadata of libphonenumber. */
final class WorldPhones {
  private static final int CHINA = 86;
  private static final int LONGEST = 40;
  private static final String NO_REGION = "ZZ";

  private WorldPhones() {}

  /** A valid number with {@code +} and country code, not of mainland China. */
  static boolean isInternational(CharSequence bare) {
    return !bare.isEmpty() && bare.charAt(0) == '+' && isValid(bare, NO_REGION);
  }

  /** A number as it is dialled within a region, such as {@code US}. */
  static Check within(String region) {
    return bare -> isValid(bare, region);
  }

  private static boolean isValid(CharSequence bare, String region) {
    if (bare.length() > LONGEST) {
      return false;
    }
    try {
      PhoneNumber number = Loaded.UTIL.parse(bare, region);
      return number.getCountryCode() != CHINA && isOf(number, region);
    } catch (NumberParseException e) {
      return false;
    }
  }

  private static boolean isOf(PhoneNumber number, String region) {
    return region.equals(NO_REGION)
        ? Loaded.UTIL.isValidNumber(number)
        : Loaded.UTIL.isValidNumberForRegion(number, region);
  }

  /** Loads the metadata with the first number, not with the engine. */
  private static final class Loaded {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
  }
}
