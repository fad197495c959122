package dev.yinhu.fieldaccess;

import org.jspecify.annotations.Nullable;

/**
 * A value to seal or to mask. Taken as it came: what is wrong with it is told per item.
 *
 * @param field name of the field
 * @param subject the platform's id of the data subject; null for a field without one
 * @param context bound to the ciphertext beside field and subject, to be given again to open
 * @param value the plaintext, hidden in {@code toString}
 */
public record SealItem(
    String field, @Nullable String subject, @Nullable String context, String value) {
  @Override
  public String toString() {
    return "SealItem[***]";
  }
}
