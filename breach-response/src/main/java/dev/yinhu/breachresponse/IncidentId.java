package dev.yinhu.breachresponse;

import java.util.regex.Pattern;

/**
 * The name of an incident: {@code INC-000042}, or {@code DRILL-000042} for an exercise, so that an
 * exercise is known wherever its name stands. Numbers are given in order and never again.
 *
 * @param number 1 to 99,999,999, over incidents and drills together
 * @param drill true for an exercise
 */
public record IncidentId(int number, boolean drill) {
  private static final int MOST = 99_999_999;
  private static final String REAL = "INC-";
  private static final String DRILL = "DRILL-";
  private static final Pattern FORM = Pattern.compile("(?:INC|DRILL)-[0-9]{6,8}");

  /** Checks the bounds. */
  public IncidentId {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("an incident's number is from 1 to " + MOST);
    }
  }

  /**
   * Of what {@link #toString} writes.
   *
   * @throws IllegalArgumentException for anything else; the message does not repeat it
   */
  public static IncidentId parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "an incident is named like INC-000042, a drill like DRILL-000042");
    }
    int number = Integer.parseInt(text.substring(text.indexOf('-') + 1));
    return new IncidentId(number, text.startsWith(DRILL));
  }

  @Override
  public String toString() {
    return "%s%06d".formatted(drill ? DRILL : REAL, number);
  }
}
