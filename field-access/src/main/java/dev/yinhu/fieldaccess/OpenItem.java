package dev.yinhu.fieldaccess;

import org.jspecify.annotations.Nullable;

/**
 * A ciphertext to open. Taken as it came: what is wrong with it is told per item.
 *
 * @param field name of the field
 * @param subject the platform's id of the data subject; null for a field without one
 * @param context what was bound when it was sealed
 * @param ciphertext a printed envelope
 */
public record OpenItem(
    String field, @Nullable String subject, @Nullable String context, String ciphertext) {
  @Override
  public String toString() {
    return "OpenItem[***]";
  }
}
