package dev.yinhu.breachresponse.jurisdiction;

import java.util.regex.Pattern;

/**
 * The name of a duty: {@code CN-PIPL/individuals}.
 *
 * @param jurisdiction capital letters, digits and hyphens, at most 32
 * @param key lower-case letters, digits and hyphens, at most 32
 */
public record DutyName(String jurisdiction, String key) implements Comparable<DutyName> {
  static final Pattern JURISDICTION = Pattern.compile("[A-Z][A-Z0-9-]{0,31}");
  static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** Checks the forms. */
  public DutyName {
    if (!JURISDICTION.matcher(jurisdiction).matches() || !KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("a duty is named like CN-PIPL/individuals");
    }
  }

  /**
   * Of what {@link #toString} writes.
   *
   * @throws IllegalArgumentException for anything else; the message does not repeat it
   */
  public static DutyName parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new DutyName("", "")
        : new DutyName(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(DutyName other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return jurisdiction + "/" + key;
  }
}
