package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import dev.yinhu.register.TokenSettings;
import dev.yinhu.register.ValueFormat;
import java.util.Optional;

/**
 * A value that is to get a token.
 *
 * @param field the field that it belongs to
 * @param suite the field's suite
 * @param settings how tokens of the field are made
 * @param format the shape that they keep; there exactly when the settings say that they keep it
 * @param scope whose value it is
 * @param value the value
 */
public record TokenRequest(
    FieldRef field,
    Suite suite,
    TokenSettings settings,
    Optional<ValueFormat> format,
    KeyScope scope,
    String value) {
  /** Checks that there is a format when one is kept; throws {@link IllegalArgumentException}. */
  public TokenRequest {
    format = settings.keepsFormat() ? format : Optional.empty();
    if (settings.keepsFormat() && format.isEmpty()) {
      throw new IllegalArgumentException(
          "tokens of " + field + " keep a format, and the register declares none for it");
    }
  }

  @Override
  public String toString() {
    return "TokenRequest[" + field + ", ***]";
  }
}
