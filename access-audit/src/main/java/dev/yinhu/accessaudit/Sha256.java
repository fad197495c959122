package dev.yinhu.accessaudit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 (FIPS 180-4, section 6.2), which every Java platform has. Safe for use by many threads.
 */
public final class Sha256 {
  private Sha256() {}

  /** A digest to be fed; for one thread. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The 32 bytes for some bytes. */
  public static byte[] of(byte[] bytes) {
    return digest().digest(bytes);
  }

  /** For a text in UTF-8, as 64 lower-case hexadecimal digits. */
  public static String hex(String text) {
    return hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** For some bytes, as 64 lower-case hexadecimal digits. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }
}
