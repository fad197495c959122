package dev.yinhu.register;

import java.util.OptionalInt;

/**
 * How one blind index of a field is computed.
 *
 * @param bits how many bits of it are kept, 1 to 63; empty keeps it whole
 * @param normalizer how values are brought to one spelling first
 * @param part which part of the normalised value it is computed over
 * @param partitions into how many partitions equal values are spread, 1 to 255; a query asks for
 *     each of them
 */
public record IndexSettings(
    OptionalInt bits, Normalizer normalizer, IndexPart part, int partitions) {
  /** Most bits that a cut index may have. */
  public static final int MAX_BITS = 63;

  /** Most partitions that an index may have. */
  public static final int MAX_PARTITIONS = 255;

  /** Checks the bounds; throws {@link IllegalArgumentException}. */
  public IndexSettings {
    checkBits(bits);
    checkPartitions(partitions);
  }

  static void checkBits(OptionalInt bits) {
    if (bits.isPresent() && (bits.getAsInt() < 1 || bits.getAsInt() > MAX_BITS)) {
      throw new IllegalArgumentException("index bits must be 1 to " + MAX_BITS);
    }
  }

  static void checkPartitions(int partitions) {
    if (partitions < 1 || partitions > MAX_PARTITIONS) {
      throw new IllegalArgumentException("index partitions must be 1 to " + MAX_PARTITIONS);
    }
  }
}
