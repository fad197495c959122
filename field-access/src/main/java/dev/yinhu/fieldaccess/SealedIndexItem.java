package dev.yinhu.fieldaccess;

import java.util.List;

/**
 * Ciphertexts whose values are to be indexed. Taken as it came: what is wrong with it is told per
 * item.
 *
 * @param index name of the field, or of a compound index
 * @param sealed the ciphertext of the field; of a compound index one of each of its fields, in
 *     their order
 */
public record SealedIndexItem(String index, List<OpenItem> sealed) {
  /** Copies the list, which has at least one element. */
  public SealedIndexItem {
    sealed = List.copyOf(sealed);
    if (sealed.isEmpty()) {
      throw new IllegalArgumentException("an index is over one ciphertext at least");
    }
  }

  @Override
  public String toString() {
    return "SealedIndexItem[***]";
  }
}
