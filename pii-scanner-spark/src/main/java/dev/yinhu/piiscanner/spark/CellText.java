package dev.yinhu.piiscanner.spark;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/** Writes values as a database would write them: so that the engine sees the same text. */
final class CellText {
  private static final double MOST = 1e18;
  private static final double LEAST = 1e-6;
  private static final int NANO_DIGITS = 9;

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, NANO_DIGITS, true)
          .toFormatter();

  private final ZoneId zone;

  /**
   * @param zone in which instants are written
   */
  CellText(ZoneId zone) {
    this.zone = zone;
  }

  /** The text of a value that is not bytes; null for what has none, such as not-a-number. */
  @Nullable String of(Object value) {
    return switch (value) {
      case String text -> text;
      case BigDecimal number -> number.toPlainString();
      case Double number -> number(number);
      case Float number -> number(Double.parseDouble(number.toString()));
      case Instant instant -> TIME.format(instant.atZone(zone));
      case LocalDateTime time -> TIME.format(time);
      case Timestamp time -> TIME.format(time.toInstant().atZone(zone));
      default -> value.toString();
    };
  }

  /** Without an exponent: a telephone number in a column of doubles stays one. */
  private static @Nullable String number(double number) {
    if (!Double.isFinite(number)) {
      return null;
    }
    double size = Math.abs(number);
    if (size != 0 && (size >= MOST || size < LEAST)) {
      return Double.toString(number);
    }
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
