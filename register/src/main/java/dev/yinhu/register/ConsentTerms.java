package dev.yinhu.register;

/**
 * What the register says of the consent to a purpose that rests on consent.
 *
 * @param recorded whether nothing is read for the purpose before a consent of the person is
 *     recorded; otherwise only a withdrawal stops it
 * @param quietDays how many days after a withdrawal or a refusal nobody is to be asked again; 0 to
 *     {@value #MOST_QUIET_DAYS}
 */
public record ConsentTerms(boolean recorded, int quietDays) {
  /** Ten years. */
  public static final int MOST_QUIET_DAYS = 3_650;

  /** Of a purpose that declares nothing. */
  public static final ConsentTerms NONE = new ConsentTerms(false, 0);

  /**
   * @throws IllegalArgumentException when the days are out of bounds
   */
  public ConsentTerms {
    if (quietDays < 0 || quietDays > MOST_QUIET_DAYS) {
      throw new IllegalArgumentException("a quiet period has 0 to " + MOST_QUIET_DAYS + " days");
    }
  }

  /** The stricter of each, where several systems declare one purpose. */
  public ConsentTerms with(ConsentTerms other) {
    return new ConsentTerms(recorded || other.recorded, Math.max(quietDays, other.quietDays));
  }
}
