package dev.yinhu.register;

import java.util.OptionalInt;

/**
 * How the blind index of a field is computed.
 *
 * @param bits how many bits of it are kept, 1 to 63; empty keeps it whole
 * @param normalizer how values are brought to one spelling first
 */
public record IndexSettings(OptionalInt bits, Normalizer normalizer) {
  /** Most bits that a cut index may have. */
  public static final int MAX_BITS = 63;

  /** Checks the bounds; throws {@link IllegalArgumentException}. */
  public IndexSettings {
    if (bits.isPresent() && (bits.getAsInt() < 1 || bits.getAsInt() > MAX_BITS)) {
      throw new IllegalArgumentException("index bits must be 1 to " + MAX_BITS);
    }
  }
}
