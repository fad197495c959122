package dev.yinhu.fieldaccess;

import java.util.Optional;

/**
 * A canary to plant in a table.
 *
 * @param subject the id of the made-up subject, for the column that names it; empty for fields
 *     without one
 * @param value what the ciphertext hides
 */
public record MintedCanary(
    String field, Optional<String> subject, String value, String ciphertext) {
  @Override
  public String toString() {
    return "MintedCanary[***]";
  }
}
