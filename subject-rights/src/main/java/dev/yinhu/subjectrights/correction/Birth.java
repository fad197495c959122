package dev.yinhu.subjectrights.correction;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The day of birth that a value tells: a date, or that in a resident identity number. */
final class Birth {
  /** PIPL 31: below this age all data are sensitive, and a guardian consents. */
  static final int FULL_AGE = 14;

  private static final CategoryKey DATE = new CategoryKey("user.demographic.date_of_birth");
  private static final CategoryKey NUMBER =
      new CategoryKey("user.government_id.national_identification_number");
  private static final Pattern WRITTEN =
      Pattern.compile("([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?(?:[T ].*)?");

  /** GB 11643: region, day of birth, order and check character. */
  private static final Pattern IDENTITY =
      Pattern.compile("[0-9]{6}([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{3}[0-9Xx]");

  private Birth() {}

  /** Whether the field holds nothing but that. */
  static boolean isBirthDate(DeclaredField field) {
    return isOf(field, DATE);
  }

  /** Empty when the value tells none. */
  static Optional<LocalDate> of(DeclaredField field, String value) {
    if (isOf(field, DATE)) {
      return day(WRITTEN.matcher(value.strip()));
    }
    return isOf(field, NUMBER) ? day(IDENTITY.matcher(value.strip())) : Optional.empty();
  }

  static boolean isMinor(LocalDate birth, LocalDate today) {
    return fourteenth(birth).isAfter(today);
  }

  /** The day they turn fourteen. */
  static LocalDate fourteenth(LocalDate birth) {
    return birth.plusYears(FULL_AGE);
  }

  private static boolean isOf(DeclaredField field, CategoryKey category) {
    return field.categories().stream().anyMatch(one -> one.isWithin(category));
  }

  private static Optional<LocalDate> day(Matcher found) {
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(found.group(1)),
              Integer.parseInt(found.group(2)),
              Integer.parseInt(found.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
