package dev.yinhu.subjectrights;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * The name of a case, such as {@code R-4T7KX-09QZM-3HV8B-C2NPD}: 100 random bits in Crockford's
 * base 32, which has no letters that are mistaken for digits, so that it can be read out over the
 * telephone. It tells nothing of the person, of when, or of how many cases there are; knowing it
 * permits nothing.
 *
 * @param text as it is written
 */
public record CaseId(String text) {
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int GROUPS = 4;
  private static final int IN_GROUP = 5;
  private static final Pattern FORM =
      Pattern.compile("R(-[" + LETTERS + "]{" + IN_GROUP + "}){" + GROUPS + "}");

  /**
   * @throws IllegalArgumentException when it is not of that form; the message does not repeat it
   */
  public CaseId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a case is named like R-4T7KX-09QZM-3HV8B-C2NPD: R and four groups of five letters and"
              + " digits");
    }
  }

  /** A new one. */
  public static CaseId random(SecureRandom random) {
    StringBuilder text = new StringBuilder("R");
    for (int i = 0; i < GROUPS * IN_GROUP; i++) {
      if (i % IN_GROUP == 0) {
        text.append('-');
      }
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return new CaseId(text.toString());
  }

  @Override
  public String toString() {
    return text;
  }
}
