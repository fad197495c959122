package dev.yinhu.tableprotection;

import dev.yinhu.register.FieldRef;
import java.util.Map;
import java.util.Optional;

/**
 * One column of plaintext and where what protects it goes.
 *
 * @param field what the register calls it
 * @param plaintext the column with the values
 * @param ciphertext the column for the ciphertexts
 * @param context the column whose value is bound to the ciphertext beside field and subject
 * @param keyVersion the column for the key version of ciphertexts that do not name it themselves
 * @param index the column for the main blind index
 * @param parts the columns for the part indexes, by the name of the part
 */
public record ProtectedColumn(
    FieldRef field,
    String plaintext,
    String ciphertext,
    Optional<String> context,
    Optional<String> keyVersion,
    Optional<String> index,
    Map<String, String> parts) {
  /** Copies the map. */
  public ProtectedColumn {
    parts = Map.copyOf(parts);
  }

  /** With a ciphertext and nothing else. */
  public ProtectedColumn(FieldRef field, String plaintext, String ciphertext) {
    this(
        field,
        plaintext,
        ciphertext,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** Whether any index of its values is kept. */
  boolean indexed() {
    return index.isPresent() || !parts.isEmpty();
  }
}
