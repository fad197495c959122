package dev.yinhu.fieldaccess;

/** What came of one item; results stand in the order of the items. */
public sealed interface ItemResult {
  /**
   * It was done.
   *
   * @param value the plaintext, the masked value or the printed ciphertext; hidden in {@code
   *     toString}
   * @param masked true when {@code value} is the masked form
   */
  record Done(String value, boolean masked) implements ItemResult {
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
