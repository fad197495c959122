package dev.yinhu.crypto.index;

import dev.yinhu.crypto.mac.MacAlgorithm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A blind index as it is stored and asked for (docs/formats.md, "Blind index"): {@code yi1.} and
 * base64url of key id u32 ‖ bits u8 ‖ index. Two are the same index exactly when the texts are
 * equal; indexes of different key versions or lengths never are.
 *
 * @param keyId the version of the keyring {@code index}, an unsigned 32-bit number above 0
 * @param bits how many bits were kept, 1 to 63; empty when it is whole
 * @param text the printed form
 */
public record PrintedIndex(long keyId, OptionalInt bits, String text) {
  /** What every printed index starts with. */
  public static final String PREFIX = "yi1.";

  private static final int MOST_BITS = 63;
  private static final int WHOLE = 0;
  private static final int HEADER_BYTES = 5;

  /**
   * Cuts a hash: the first eight bytes as one big-endian number, of which the {@code bits} highest
   * are kept as a number of so many bits, in as few whole bytes as hold it.
   *
   * @param hash {@link MacAlgorithm#BYTES} bytes
   */
  public static PrintedIndex of(long keyId, OptionalInt bits, byte[] hash) {
    byte[] index = bits.isPresent() ? cut(hash, bits.getAsInt()) : hash;
    byte[] all =
        ByteBuffer.allocate(HEADER_BYTES + index.length)
            .putInt((int) keyId)
            .put((byte) bits.orElse(WHOLE))
            .put(index)
            .array();
    return new PrintedIndex(
        keyId, bits, PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all));
  }

  private static byte[] cut(byte[] hash, int bits) {
    if (bits < 1 || bits > MOST_BITS) {
      throw new IllegalArgumentException("an index is cut to 1 to " + MOST_BITS + " bits");
    }
    long kept = ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - bits);
    byte[] eight = ByteBuffer.allocate(Long.BYTES).putLong(kept).array();
    return Arrays.copyOfRange(eight, Long.BYTES - bytesOf(bits), Long.BYTES);
  }

  private static int bytesOf(int bits) {
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /**
   * Reads the printed form. Never throws.
   *
   * @return empty when it is not one that {@link #of} prints
   */
  public static Optional<PrintedIndex> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    return all.length <= HEADER_BYTES ? Optional.empty() : read(text, all);
  }

  private static Optional<PrintedIndex> read(String text, byte[] all) {
    ByteBuffer in = ByteBuffer.wrap(all);
    long keyId = Integer.toUnsignedLong(in.getInt());
    int bits = Byte.toUnsignedInt(in.get());
    byte[] index = new byte[in.remaining()];
    in.get(index);
    if (keyId == 0 || !fits(bits, index) || !text.equals(again(all))) {
      return Optional.empty();
    }
    return Optional.of(
        new PrintedIndex(keyId, bits == WHOLE ? OptionalInt.empty() : OptionalInt.of(bits), text));
  }

  private static boolean fits(int bits, byte[] index) {
    if (bits == WHOLE) {
      return index.length == MacAlgorithm.BYTES;
    }
    int unused = bytesOf(bits) * Byte.SIZE - bits;
    return bits <= MOST_BITS
        && index.length == bytesOf(bits)
        && Byte.toUnsignedInt(index[0]) >>> (Byte.SIZE - unused) == 0;
  }

  private static String again(byte[] all) {
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }
}
