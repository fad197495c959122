package dev.yinhu.crypto;

import dev.yinhu.crypto.shape.Shape;
import dev.yinhu.crypto.shape.ShapedText;
import dev.yinhu.crypto.suite.Ff1;
import dev.yinhu.register.FieldRef;

/**
 * The key of one field in one scope for values that keep their shape. Safe for use by many threads.
 */
final class FormatKey {
  private static final byte[] TWEAK_LABEL = LengthPrefixed.utf8("yinhu/format-tweak/v1");

  /** FF1 works through the tweak in every round: a hash keeps it short whatever the context. */
  private static final int TWEAK_BYTES = 16;

  private final FormatSuite suite;
  private final byte[] fieldName;
  private final Ff1 cipher;

  FormatKey(FormatSuite suite, FieldRef field, Ff1 cipher) {
    this.suite = suite;
    this.fieldName = LengthPrefixed.utf8(field.text());
    this.cipher = cipher;
  }

  String seal(Shape shape, ShapedText value, String context) {
    return value.with(cipher.encrypt(shape.radix(), tweak(value, context), value.symbols()));
  }

  String open(Shape shape, ShapedText value, String context) {
    return value.with(cipher.decrypt(shape.radix(), tweak(value, context), value.symbols()));
  }

  /**
   * What stays in clear is part of the tweak (SP 800-38G, appendix C), as are field and context.
   */
  private byte[] tweak(ShapedText value, String context) {
    byte[] parts =
        LengthPrefixed.of(
            TWEAK_LABEL,
            fieldName,
            LengthPrefixed.utf8(context),
            LengthPrefixed.utf8(value.first()),
            LengthPrefixed.utf8(value.last()));
    return suite.digest(parts, TWEAK_BYTES);
  }
}
