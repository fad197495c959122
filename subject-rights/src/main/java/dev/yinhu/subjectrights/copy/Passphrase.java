package dev.yinhu.subjectrights.copy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * A passphrase of an archive: 26 signs of Crockford's base 32, which are 130 random bits, in groups
 * that can be read out.
 */
final class Passphrase {
  private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;
  private static final int GROUP = 5;

  private final String text;

  private Passphrase(String text) {
    this.text = text;
  }

  static Passphrase random(SecureRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return new Passphrase(text.toString());
  }

  char[] chars() {
    return text.toCharArray();
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "Passphrase[***]";
  }
}
