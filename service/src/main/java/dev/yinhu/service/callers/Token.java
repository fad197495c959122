package dev.yinhu.service.callers;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * An opaque token, which whoever holds it may use: {@code yht_} and 32 random bytes in base64url.
 * Prints as a mask.
 */
public final class Token {

  static final String PREFIX = "yht_";
  static final int LENGTH = PREFIX.length() + 43;
  private static final int BYTES = 32;

  private final String text;

  private Token(String text) {
    this.text = text;
  }

  static Token random(SecureRandom random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Token(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The token itself, to be shown to its owner once and stored nowhere. */
  public String reveal() {
    return text;
  }

  TokenHash hash() {
    return TokenHash.of(text);
  }

  @Override
  public String toString() {
    return "yht_***";
  }
}
