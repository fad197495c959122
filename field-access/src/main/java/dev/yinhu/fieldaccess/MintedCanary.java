package dev.yinhu.fieldaccess;

import java.util.Optional;

/**
 * A canary to plant in a table.
 *
 * @param subject the id of the made-up subject, for the column that names it; empty for fields
 *     without one
 * @param value what the ciphertext hides
 * @param ciphertext the ciphertext, with its key version where it does not name it itself
 * @param indexes what to store beside it, so that it is found as other rows are; empty where the
 *     field has no index
 * @param token its token, when one was ordered and could be had
 */
public record MintedCanary(
    String field,
    Optional<String> subject,
    String value,
    ItemResult.Done ciphertext,
    Optional<ItemResult.Indexed> indexes,
    Optional<ItemResult.Tokenized> token) {
  @Override
  public String toString() {
    return "MintedCanary[***]";
  }
}
