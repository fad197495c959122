package dev.yinhu.register;

/** The check character that ends a value. */
public enum CheckCharacter implements WireName {
  /** There is none. */
  NONE("none"),
  /** The check digit of ISO/IEC 7812-1 (Luhn), as on payment cards. */
  LUHN("luhn"),
  /** The check character of GB 11643 (ISO 7064 MOD 11-2), as in resident identity numbers. */
  GB11643("gb11643");

  private static final int TEN = 10;
  private static final int ELEVEN = 11;

  private final String wire;

  CheckCharacter(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** How many characters it takes: none or one. */
  public int length() {
    return this == NONE ? 0 : 1;
  }

  /**
   * The check character that belongs behind these digits; empty when there is none. Ten is written
   * {@code X}, never {@code x}: so GB 11643 has it, and one value has one spelling.
   *
   * @param digits characters {@code 0} to {@code 9}
   */
  public String of(CharSequence digits) {
    return switch (this) {
      case NONE -> "";
      case LUHN -> String.valueOf((char) ('0' + luhn(digits)));
      case GB11643 -> String.valueOf(mod11(digits));
    };
  }

  /** ISO/IEC 7812-1, annex B: from the right, every other digit counts twice, the last one too. */
  private static int luhn(CharSequence digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? 2 * digit : digit;
      sum += weighed >= TEN ? weighed - (TEN - 1) : weighed;
    }
    return (TEN - sum % TEN) % TEN;
  }

  /** ISO 7064 MOD 11-2: the weights are the powers of two modulo 11. */
  private static char mod11(CharSequence digits) {
    int carried = 0;
    for (int i = 0; i < digits.length(); i++) {
      carried = (carried + digits.charAt(i) - '0') * 2 % ELEVEN;
    }
    int check = (ELEVEN + 1 - carried) % ELEVEN;
    return check == TEN ? 'X' : (char) ('0' + check);
  }
}
