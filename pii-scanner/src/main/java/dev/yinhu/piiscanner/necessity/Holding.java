package dev.yinhu.piiscanner.necessity;

import dev.yinhu.piiscanner.PiiType;
import java.util.Optional;

/**
 * Personal data that a scan found at a place. Holds no value.
 *
 * @param place where
 * @param type what kind; empty when the form hides it, as a ciphertext does
 * @param form in which form; a plaintext has a type
 * @param amount how many
 */
public record Holding(HeldAt place, Optional<PiiType> type, Form form, Amount amount) {
  /** Throws {@link IllegalArgumentException} for a plaintext without a type, and for nothing. */
  public Holding {
    if (form == Form.PLAINTEXT && type.isEmpty()) {
      throw new IllegalArgumentException("plaintext at " + place + " was found as some type");
    }
    if (amount.found() == 0) {
      throw new IllegalArgumentException("a holding at " + place + " has at least one value");
    }
  }

  /** A plaintext of that type. */
  public static Holding plaintext(HeldAt place, PiiType type, Amount amount) {
    return new Holding(place, Optional.of(type), Form.PLAINTEXT, amount);
  }

  /** Our ciphertexts, of whatever type. */
  public static Holding ciphertext(HeldAt place, Amount amount) {
    return new Holding(place, Optional.empty(), Form.CIPHERTEXT, amount);
  }

  /** By what two scans know it again. */
  public Key key() {
    return new Key(place, type, form);
  }

  /** Place, type and form. */
  public record Key(HeldAt place, Optional<PiiType> type, Form form) {}
}
