package dev.yinhu.fieldaccess;

import org.jspecify.annotations.Nullable;

/**
 * A token to turn back, or to be told about. Taken as it came: what is wrong with it is told per
 * item.
 *
 * @param field name of the field
 * @param subject the platform's id of the data subject; null when the caller does not know it
 * @param token the token
 */
public record TokenItem(String field, @Nullable String subject, String token) {
  @Override
  public String toString() {
    return "TokenItem[***]";
  }
}
