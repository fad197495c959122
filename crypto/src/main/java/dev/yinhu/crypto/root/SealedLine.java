package dev.yinhu.crypto.root;

import dev.yinhu.crypto.RootKeyException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The line of every form: five characters that name it, then base64url without padding (RFC 4648
 * section 5) of the content and the first 4 bytes of its SHA-256, which tell a damaged file from
 * one that does not open. Works on arrays only, which are overwritten: for one of the forms the
 * content is the key. Stateless.
 */
final class SealedLine {
  static final int CHECK_BYTES = 4;

  private SealedLine() {}

  static byte[] write(SealKind kind, byte[] content) {
    byte[] checked = Arrays.copyOf(content, content.length + CHECK_BYTES);
    System.arraycopy(check(content), 0, checked, content.length, CHECK_BYTES);
    byte[] printed = Base64.getUrlEncoder().withoutPadding().encode(checked);
    try {
      return ByteBuffer.allocate(kind.prefix().length() + printed.length + 1)
          .put(kind.prefix().getBytes(StandardCharsets.US_ASCII))
          .put(printed)
          .put((byte) '\n')
          .array();
    } finally {
      Arrays.fill(checked, (byte) 0);
      Arrays.fill(printed, (byte) 0);
    }
  }

  static boolean begins(byte[] line, SealKind kind) {
    byte[] prefix = kind.prefix().getBytes(StandardCharsets.US_ASCII);
    return line.length >= prefix.length
        && Arrays.equals(line, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** The content of a line that begins as the kind does; empty when it is damaged. */
  static Optional<byte[]> read(SealKind kind, byte[] line) {
    byte[] printed = Arrays.copyOfRange(line, kind.prefix().length(), line.length);
    byte[] checked = new byte[0];
    try {
      checked = Base64.getUrlDecoder().decode(printed);
      return withoutCheck(checked);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    } finally {
      Arrays.fill(printed, (byte) 0);
      Arrays.fill(checked, (byte) 0);
    }
  }

  private static Optional<byte[]> withoutCheck(byte[] checked) {
    if (checked.length < CHECK_BYTES) {
      return Optional.empty();
    }
    int length = checked.length - CHECK_BYTES;
    byte[] content = Arrays.copyOf(checked, length);
    if (MessageDigest.isEqual(
        check(content), Arrays.copyOfRange(checked, length, checked.length))) {
      return Optional.of(content);
    }
    Arrays.fill(content, (byte) 0);
    return Optional.empty();
  }

  private static byte[] check(byte[] content) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(content), CHECK_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new RootKeyException("SHA-256 is not available in this Java runtime", e);
    }
  }
}
