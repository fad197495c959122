package dev.yinhu.piiscanner.check;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** Addresses of crypto wallets: Base58Check and Bech32. */
final class Wallets {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger FIFTY_EIGHT = BigInteger.valueOf(BASE58.length());
  private static final int PAYLOAD = 21;
  private static final int CHECKSUM = 4;
  private static final int LONGEST = 64;

  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int BECH32_REST = 1;
  private static final int BECH32M_REST = 0x2bc830a3;
  private static final int LONGEST_BECH32 = 90;

  private Wallets() {}

  /**
   * A version byte, twenty bytes of a hash and four of a double SHA-256 (Bitcoin, Tron and kin).
   */
  static boolean isBase58Check(CharSequence bare) {
    byte[] bytes = bare.length() > LONGEST ? new byte[0] : base58(bare);
    if (bytes.length != PAYLOAD + CHECKSUM) {
      return false;
    }
    byte[] hash = sha256(sha256(Arrays.copyOf(bytes, PAYLOAD)));
    return Arrays.equals(bytes, PAYLOAD, bytes.length, hash, 0, CHECKSUM);
  }

  private static byte[] base58(CharSequence bare) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < bare.length(); i++) {
      int digit = BASE58.indexOf(bare.charAt(i));
      if (digit < 0) {
        return new byte[0];
      }
      number = number.multiply(FIFTY_EIGHT).add(BigInteger.valueOf(digit));
    }
    byte[] plain = number.toByteArray();
    int sign = plain[0] == 0 ? 1 : 0;
    byte[] bytes = new byte[PAYLOAD + CHECKSUM];
    int length = plain.length - sign;
    if (length > bytes.length) {
      return new byte[0];
    }
    System.arraycopy(plain, sign, bytes, bytes.length - length, length);
    return leadingOnes(bare) == bytes.length - length ? bytes : new byte[0];
  }

  private static int leadingOnes(CharSequence bare) {
    int ones = 0;
    while (ones < bare.length() && bare.charAt(ones) == '1') {
      ones++;
    }
    return ones;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Bech32 (BIP 173) or Bech32m (BIP 350), all in one case. */
  static boolean isBech32(CharSequence bare) {
    String text = bare.length() > LONGEST_BECH32 ? "" : bare.toString();
    String lower = text.toLowerCase(Locale.ROOT);
    int split = lower.lastIndexOf('1');
    if (split < 1
        || lower.length() - split < 7
        || !(text.equals(lower) || text.equals(text.toUpperCase(Locale.ROOT)))) {
      return false;
    }
    int rest = 1;
    for (int i = 0; i < split; i++) {
      rest = step(rest) ^ (lower.charAt(i) >> 5);
    }
    rest = step(rest);
    for (int i = 0; i < split; i++) {
      rest = step(rest) ^ (lower.charAt(i) & 31);
    }
    for (int i = split + 1; i < lower.length(); i++) {
      int value = BECH32.indexOf(lower.charAt(i));
      if (value < 0) {
        return false;
      }
      rest = step(rest) ^ value;
    }
    return rest == BECH32_REST || rest == BECH32M_REST;
  }

  private static int step(int rest) {
    int top = rest >>> 25;
    int next = (rest & 0x1ffffff) << 5;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= (top >> i & 1) == 0 ? 0 : GENERATOR[i];
    }
    return next;
  }
}
