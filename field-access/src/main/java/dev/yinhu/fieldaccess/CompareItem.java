package dev.yinhu.fieldaccess;

/**
 * One ciphertext, and the value that it should hold.
 *
 * @param value compared in constant time; hidden in {@code toString}
 */
public record CompareItem(OpenItem sealed, String value) {
  @Override
  public String toString() {
    return "CompareItem[***]";
  }
}
