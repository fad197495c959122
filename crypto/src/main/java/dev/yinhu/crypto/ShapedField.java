package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Suite;
import dev.yinhu.register.ValueFormat;
import java.util.Optional;

/**
 * A field whose ciphertexts keep the shape of its values.
 *
 * @param ref which field
 * @param suite one of the suites with FF1
 * @param format the shape
 */
public record ShapedField(FieldRef ref, Suite suite, ValueFormat format) {
  /** Checks the suite; throws {@link IllegalArgumentException} for one that has envelopes. */
  public ShapedField {
    if (FormatSuite.of(suite).isEmpty()) {
      throw new IllegalArgumentException("suite " + suite + " does not keep the shape of a value");
    }
  }

  /** The field if its suite keeps the shape; empty when its ciphertexts are envelopes. */
  public static Optional<ShapedField> of(FieldRef ref, Protection protection) {
    return protection
        .format()
        .filter(format -> FormatSuite.of(protection.suite()).isPresent())
        .map(format -> new ShapedField(ref, protection.suite(), format));
  }
}
