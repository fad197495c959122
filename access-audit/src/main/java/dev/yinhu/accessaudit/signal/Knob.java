package dev.yinhu.accessaudit.signal;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/** Every key of the file of thresholds, with its default, bounds and meaning. */
enum Knob {
  ZONE("zone", "Asia/Shanghai", Kind.ZONE, "Time zone of days, hours and working hours."),
  MOST_KEYS(
      "most_keys",
      "20000",
      Kind.WHOLE,
      100,
      1_000_000,
      "Callers, actors or pairs that a rule remembers; beyond it forgets those not seen for"
          + " longest."),

  BULK_MINIMUM(
      "bulk-reading.minimum",
      "50",
      Kind.WHOLE,
      1,
      1_000_000,
      "Fewer subjects in an hour are never too many."),
  BULK_DEVIATIONS(
      "bulk-reading.deviations",
      "6",
      Kind.DECIMAL,
      1,
      100,
      "How many deviations (1.4826 MAD) above the median are too many."),
  BULK_FACTOR(
      "bulk-reading.factor",
      "3",
      Kind.DECIMAL,
      1,
      100,
      "How many times the median are too many; the larger of both counts."),
  BULK_DAYS("bulk-reading.days", "14", Kind.WHOLE, 1, 31, "How many past days are compared with."),
  BULK_HISTORY(
      "bulk-reading.history_days",
      "7",
      Kind.WHOLE,
      0,
      31,
      "How long a caller or actor must have been known."),
  BULK_HOURS(
      "bulk-reading.active_hours",
      "5",
      Kind.WHOLE,
      1,
      100,
      "How many past hours with activity are needed."),

  OFF_STAFF(
      "off-hours.staff",
      "08:00-22:00",
      Kind.HOURS,
      "Working hours of accesses that name an actor, and of readers of the log."),
  OFF_JOBS("off-hours.jobs", "always", Kind.HOURS, "Working hours of accesses that name none."),
  OFF_MINIMUM(
      "off-hours.minimum",
      "3",
      Kind.WHOLE,
      1,
      1_000_000,
      "How many values in one night or day off it takes."),
  OFF_OWN_DAYS(
      "off-hours.own_days",
      "3",
      Kind.WHOLE,
      1,
      31,
      "An hour in which somebody was active on that many of the past 14 days is theirs."),

  ENUM_WHO(
      "enumeration.who",
      "staff",
      Kind.WHO,
      "Whether only accesses that name an actor count (staff) or callers too (everybody)."),
  ENUM_VISITS(
      "enumeration.visits", "60", Kind.WHOLE, 10, 1_000, "How many visits in a row are looked at."),
  ENUM_REPEATS(
      "enumeration.repeats",
      "0.02",
      Kind.DECIMAL,
      0,
      1,
      "Which share of them may go to a subject seen before among them."),
  ENUM_VARIATION(
      "enumeration.variation",
      "0.25",
      Kind.DECIMAL,
      0,
      10,
      "Coefficient of variation of the pauses, up to which their pace is regular."),
  ENUM_PAUSE(
      "enumeration.pause_seconds", "600", Kind.WHOLE, 1, 86_400, "A longer pause begins anew."),

  DENIALS_MINIMUM(
      "denials.minimum",
      "20",
      Kind.WHOLE,
      1,
      1_000_000,
      "Fewer refusals in ten minutes are never too many."),
  DENIALS_FACTOR(
      "denials.factor", "5", Kind.DECIMAL, 1, 1_000, "How many times the usual are too many."),

  NEW_LEARN(
      "new.learn_days",
      "7",
      Kind.WHOLE,
      0,
      365,
      "How long the log, a caller or a pair must have been known before something new about it is"
          + " told."),

  LIMIT_SHARE(
      "daily-limit.share",
      "0.8",
      Kind.DECIMAL,
      0.01,
      1,
      "Share of the daily limit at which the first warning comes; the second at all of it."),

  LOG_MINIMUM(
      "log-reading.minimum",
      "40",
      Kind.WHOLE,
      1,
      1_000_000,
      "Fewer readings in an hour are never too many."),
  LOG_DEVIATIONS("log-reading.deviations", "6", Kind.DECIMAL, 1, 100, "As for bulk-reading."),
  LOG_FACTOR("log-reading.factor", "3", Kind.DECIMAL, 1, 100, "As for bulk-reading."),
  LOG_DAYS("log-reading.days", "14", Kind.WHOLE, 1, 31, "As for bulk-reading."),
  LOG_HISTORY("log-reading.history_days", "7", Kind.WHOLE, 0, 31, "As for bulk-reading."),
  LOG_HOURS("log-reading.active_hours", "5", Kind.WHOLE, 1, 100, "As for bulk-reading.");

  static final String STAFF = "staff";
  static final String EVERYBODY = "everybody";

  /** Of which kind a value is. */
  private enum Kind {
    WHOLE,
    DECIMAL,
    HOURS,
    ZONE,
    WHO
  }

  private final String path;
  private final String fallback;
  private final Kind kind;
  private final double least;
  private final double most;
  private final String meaning;

  Knob(String path, String fallback, Kind kind, double least, double most, String meaning) {
    this.path = path;
    this.fallback = fallback;
    this.kind = kind;
    this.least = least;
    this.most = most;
    this.meaning = meaning;
  }

  Knob(String path, String fallback, Kind kind, String meaning) {
    this(path, fallback, kind, 0, 0, meaning);
  }

  String path() {
    return path;
  }

  String fallback() {
    return fallback;
  }

  String meaning() {
    return meaning;
  }

  /** What is expected, to complete a sentence. */
  String expected() {
    return switch (kind) {
      case WHOLE -> "a whole number from %d to %d".formatted((long) least, (long) most);
      case DECIMAL -> "a number from " + least + " to " + most;
      case HOURS -> Hours.EXPECTED;
      case ZONE -> "a time zone such as Asia/Shanghai";
      case WHO -> STAFF + " or " + EVERYBODY;
    };
  }

  /** The value of a text; empty when it is not as expected. */
  Optional<Object> read(String text) {
    try {
      return Optional.<Object>of(
          switch (kind) {
            case WHOLE -> wholeInside(Long.parseLong(text));
            case DECIMAL -> inside(Double.parseDouble(text));
            case HOURS -> Hours.parse(text);
            case ZONE -> ZoneId.of(text);
            case WHO -> who(text);
          });
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private double inside(double value) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException("out of bounds");
    }
    return value;
  }

  private Long wholeInside(long value) {
    // The bounds are small enough to be doubles.
    inside((double) value);
    return value;
  }

  private static String who(String text) {
    if (!text.equals(STAFF) && !text.equals(EVERYBODY)) {
      throw new IllegalArgumentException("another word");
    }
    return text;
  }

  static Optional<Knob> at(String path) {
    return Arrays.stream(values()).filter(knob -> knob.path().equals(path)).findFirst();
  }
}
