package dev.yinhu.register;

/**
 * The platform's own id of a person, as the platform sends it. It is personal data: it is turned
 * into an opaque reference at once and never stored, logged or put into a message, and {@link
 * #toString} prints a fixed mask.
 *
 * @param value 1 to {@value #MAX_LENGTH} UTF-16 characters without control characters and unpaired
 *     surrogates
 */
public record SubjectId(String value) {
  /** Longest id in UTF-16 characters. */
  public static final int MAX_LENGTH = 256;

  /** Checks the value; throws {@link IllegalArgumentException} that never contains it. */
  public SubjectId {
    boolean good =
        !value.isEmpty()
            && value.length() <= MAX_LENGTH
            && !Words.hasControlCharacter(value)
            && !Words.hasUnpairedSurrogate(value);
    if (!good) {
      throw new IllegalArgumentException(
          "subject id is not valid: give 1 to "
              + MAX_LENGTH
              + " characters without control characters or unpaired surrogates");
    }
  }

  @Override
  public String toString() {
    return "SubjectId[***]";
  }
}
