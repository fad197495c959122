package dev.yinhu.fieldaccess;

import java.util.OptionalInt;

/** What came of one item; results stand in the order of the items. */
public sealed interface ItemResult {
  /**
   * It was done.
   *
   * @param value the plaintext, the masked value or the printed ciphertext; hidden in {@code
   *     toString}
   * @param masked true when {@code value} is the masked form
   * @param keyVersion the key version of a ciphertext that keeps the shape of its value and so
   *     cannot name it itself
   */
  record Done(String value, boolean masked, OptionalInt keyVersion) implements ItemResult {
    /** One that says of its key version itself what there is to say. */
    public Done(String value, boolean masked) {
      this(value, masked, OptionalInt.empty());
    }

    @Override
    public String toString() {
      return "Done[value=***, masked=" + masked + "]";
    }
  }

  /**
   * It was not done.
   *
   * @param message what is wrong and what to do; never holds a value
   */
  record Refused(ItemCode code, String message) implements ItemResult {}
}
