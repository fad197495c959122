package dev.yinhu.notices;

import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * What may be filled into a text. The forms are so narrow that no telephone number, card number,
 * address or name fits into any of them.
 */
public sealed interface Parameter {
  /** A word that the template's file has texts for, such as a reason of refusal. */
  record Code(String value) implements Parameter {
    private static final Pattern FORM = Pattern.compile("[a-z](?!.*[0-9]{5})[a-z0-9-]{0,62}");

    /** Checks the form. */
    public Code {
      require(FORM, value, "a code");
    }
  }

  /** The public number of a case or incident: letters, a hyphen, at most 8 digits in a row. */
  record Reference(String value) implements Parameter {
    private static final Pattern FORM =
        Pattern.compile("[A-Z]{1,8}-(?!.*[0-9]{9})[0-9A-Z]{1,12}(?:-[0-9A-Z]{1,12}){0,3}");

    /** Checks the form. */
    public Reference {
      require(FORM, value, "a reference");
    }
  }

  /** How many; 0 to 999,999,999. */
  record Count(long value) implements Parameter {
    private static final long MOST = 999_999_999;

    /** Checks the bounds. */
    public Count {
      if (value < 0 || value > MOST) {
        throw new IllegalArgumentException("a count in a notice is from 0 to " + MOST);
      }
    }
  }

  /** A day. */
  record Day(LocalDate value) implements Parameter {}

  /** A moment; told to the minute in the configured zone. */
  record Moment(Instant value) implements Parameter {}

  private static void require(Pattern form, String value, String what) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException(what + " in a notice must match " + form);
    }
  }

  /** What kind it is, as template files name it. */
  default String kind() {
    return switch (this) {
      case Code _ -> "code";
      case Reference _ -> "reference";
      case Count _ -> "count";
      case Day _ -> "day";
      case Moment _ -> "moment";
    };
  }

  /** The value as stored: no white space in it. */
  default String wire() {
    return switch (this) {
      case Code(String value) -> value;
      case Reference(String value) -> value;
      case Count(long value) -> Long.toString(value);
      case Day(LocalDate value) -> value.toString();
      case Moment(Instant value) -> value.toString();
    };
  }

  /**
   * Of what {@link #kind} and {@link #wire} write.
   *
   * @throws RuntimeException for anything else
   */
  static Parameter parse(String kind, String wire) {
    return switch (kind) {
      case "code" -> new Code(wire);
      case "reference" -> new Reference(wire);
      case "count" -> new Count(Long.parseLong(wire));
      case "day" -> new Day(LocalDate.parse(wire));
      case "moment" -> new Moment(Instant.parse(wire));
      default -> throw new IllegalArgumentException("no parameter is of kind " + kind);
    };
  }
}
