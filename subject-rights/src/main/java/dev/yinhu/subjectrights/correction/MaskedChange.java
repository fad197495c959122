package dev.yinhu.subjectrights.correction;

import dev.yinhu.register.FieldRef;
import java.util.Optional;

/**
 * What a correction changes, both values as the field's mask leaves them.
 *
 * @param before empty when nothing stood there, or what stood there cannot be shown
 * @param after what is to stand there
 */
public record MaskedChange(FieldRef field, Optional<String> before, String after) {
  @Override
  public String toString() {
    return "MaskedChange[" + field + ", ***]";
  }
}
