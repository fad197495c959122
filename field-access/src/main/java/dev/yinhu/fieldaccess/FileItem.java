package dev.yinhu.fieldaccess;

import org.jspecify.annotations.Nullable;

/**
 * To which field a file belongs. Taken as it came: what is wrong with it is told in the refusal.
 *
 * @param field name of the field
 * @param subject the platform's id of the data subject; null for a field without one
 * @param context bound to the file beside field and subject, to be given again to open
 */
public record FileItem(String field, @Nullable String subject, @Nullable String context) {
  @Override
  public String toString() {
    return "FileItem[***]";
  }
}
