package dev.yinhu.piiscanner.check;

import java.util.List;
import java.util.Locale;

/** What tells a secret from a word, a placeholder or a reference to a secret kept elsewhere. */
final class Secrets {
  private static final int ASCII = 128;
  private static final double LEAST_BITS = 3.0;
  private static final int LONG = 16;
  private static final List<String> PLACEHOLDERS =
      List.of(
          "xxxx",
          "****",
          "....",
          "your",
          "example",
          "changeme",
          "change_me",
          "placeholder",
          "password",
          "passwd",
          "secret",
          "todo",
          "null",
          "none",
          "undefined",
          "redacted",
          "masked",
          "hidden",
          "${",
          "{{",
          "<%",
          "process.env",
          "os.environ",
          "getenv",
          "env(");

  private static final List<String> MASKS = List.of("***", "xxxx", "XXXX", "${", "{{", "<", "...");

  private Secrets() {}

  /**
   * Whether the characters are as mixed as generated ones: both letters and digits, and at least
   * three bits of Shannon entropy a character.
   */
  static boolean isRandom(CharSequence bare) {
    int[] counts = new int[ASCII];
    boolean digit = false;
    boolean letter = false;
    for (int i = 0; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (c >= ASCII) {
        return false;
      }
      counts[c]++;
      digit |= Digits.isDigit(c);
      letter |= Letters.isUpper(Letters.upper(c));
    }
    return digit && letter && bare.length() >= LONG && bits(counts, bare.length()) >= LEAST_BITS;
  }

  private static double bits(int[] counts, int length) {
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / length;
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }

  /** Whether it is none of the words that stand where a secret was taken out or never put in. */
  static boolean isNoPlaceholder(CharSequence bare) {
    String lower = bare.toString().toLowerCase(Locale.ROOT);
    return !Cards.isRepeated(bare)
        && !lower.startsWith("$")
        && !lower.startsWith("%")
        && !lower.startsWith("<")
        && PLACEHOLDERS.stream().noneMatch(lower::contains);
  }

  /** Whether more than letters stand in it: words of a sentence behind a label are no password. */
  static boolean isPasswordLike(CharSequence bare) {
    return !bare.isEmpty() && !Letters.areLetters(bare);
  }

  /** Whether nothing was masked or left to be filled in. */
  static boolean isFilledIn(CharSequence bare) {
    String text = bare.toString();
    return MASKS.stream().noneMatch(text::contains);
  }

  /** Three parts of base64url, the first two JSON objects, of plausible length (RFC 7519). */
  static boolean isJwt(CharSequence bare) {
    String[] parts = bare.toString().split("\\.", -1);
    return parts.length == 3
        && parts[0].startsWith("eyJ")
        && parts[1].startsWith("eyJ")
        && parts[0].length() >= LONG
        && parts[1].length() >= LONG
        && parts[2].length() >= LONG;
  }
}
