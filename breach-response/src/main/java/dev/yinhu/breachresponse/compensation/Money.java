package dev.yinhu.breachresponse.compensation;

import java.util.regex.Pattern;

/**
 * An amount.
 *
 * @param minor in the currency's minor unit, such as fen: 1 to 10^12
 * @param currency three letters (ISO 4217)
 */
public record Money(long minor, String currency) {
  private static final long MOST = 1_000_000_000_000L;
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /** Checks both. */
  public Money {
    if (minor < 1 || minor > MOST) {
      throw new IllegalArgumentException("an amount is from 1 to 10^12 in minor units");
    }
    if (!CURRENCY.matcher(currency).matches()) {
      throw new IllegalArgumentException("a currency has three letters, such as CNY");
    }
  }
}
