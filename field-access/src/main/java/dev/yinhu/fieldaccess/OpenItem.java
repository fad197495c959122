package dev.yinhu.fieldaccess;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A ciphertext to open. Taken as it came: what is wrong with it is told per item.
 *
 * @param field name of the field
 * @param subject the platform's id of the data subject; null for a field without one
 * @param context what was bound when it was sealed
 * @param ciphertext a printed envelope, or a text that keeps the shape of its value
 * @param version under which key version it was encrypted; only for a ciphertext that keeps the
 *     shape of its value
 */
public record OpenItem(
    String field,
    @Nullable String subject,
    @Nullable String context,
    String ciphertext,
    OptionalInt version) {
  /** One whose key version is not given. */
  public OpenItem(
      String field, @Nullable String subject, @Nullable String context, String ciphertext) {
    this(field, subject, context, ciphertext, OptionalInt.empty());
  }

  @Override
  public String toString() {
    return "OpenItem[***]";
  }
}
