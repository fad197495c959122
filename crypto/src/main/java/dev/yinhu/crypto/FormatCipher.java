package dev.yinhu.crypto;

import dev.yinhu.crypto.ShapeOpened.KeyDestroyed;
import dev.yinhu.crypto.ShapeOpened.KeyRetired;
import dev.yinhu.crypto.ShapeOpened.UnknownVersion;
import dev.yinhu.crypto.ShapeOpened.VersionNeeded;
import dev.yinhu.crypto.shape.Misfit;
import dev.yinhu.crypto.shape.Shape;
import dev.yinhu.crypto.shape.ShapedText;
import dev.yinhu.register.ValueFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Encrypts values so that they keep their shape (FF1, NIST SP 800-38G): a mobile number stays a
 * mobile number, a card number one with a valid check digit.
 *
 * <p>Weaker than an envelope, by design: it is deterministic, so equal values of a person, field
 * and context show as equal; it has no integrity, so any text of the right shape decrypts to
 * something; and it names no key, so the version that encrypted must be kept beside it. With a
 * subject each person has a permutation of their own, which dies with their key; two people's
 * ciphertexts may then be equal. In the shared scope the ciphertexts of a field are as distinct as
 * its values.
 *
 * <p>Safe for use by many threads; never blocks.
 */
public final class FormatCipher {
  private static final int FIRST_VERSION = 1;

  private final Keyrings keyrings;

  /** One for each format that a register declared since the start. */
  private final Map<ValueFormat, Shape> shapes = new ConcurrentHashMap<>();

  FormatCipher(Keyrings keyrings) {
    this.keyrings = keyrings;
  }

  /**
   * Encrypts under the active version of the keyring {@code format}.
   *
   * @param context bound beside field and subject; may be empty, and must be given again
   * @throws IllegalArgumentException when the context has an unpaired surrogate
   */
  public ShapeSealed seal(ShapedField field, KeyScope scope, String context, String value) {
    Shape shape = shape(field.format());
    return switch (shape.read(value)) {
      case Misfit(String expected) -> new ShapeSealed.Misfit(expected);
      case ShapedText text -> {
        KeyVersion version = keyrings.active(KeyringName.FORMAT);
        String sealed = key(field, scope, version).seal(shape, text, context);
        version.use().countSealed();
        yield new ShapeSealed.Ciphertext(sealed, version.version());
      }
    };
  }

  /**
   * Decrypts, or says why not.
   *
   * @param keyVersion the version that encrypted; may be left out as long as the keyring has never
   *     had a second one, since no wrong guess could be told from a right one
   * @throws IllegalArgumentException when the context has an unpaired surrogate
   */
  public ShapeOpened open(
      ShapedField field,
      KeyScope scope,
      String context,
      String ciphertext,
      OptionalInt keyVersion) {
    Shape shape = shape(field.format());
    return switch (shape.read(ciphertext)) {
      case Misfit(String expected) -> new ShapeOpened.Misfit(expected);
      case ShapedText text -> open(field, scope, context, shape, text, keyVersion);
    };
  }

  private ShapeOpened open(
      ShapedField field,
      KeyScope scope,
      String context,
      Shape shape,
      ShapedText text,
      OptionalInt keyVersion) {
    if (keyVersion.isEmpty() && wasRotated()) {
      return new VersionNeeded();
    }
    return switch (keyrings.find(KeyringName.FORMAT, keyVersion.orElse(FIRST_VERSION))) {
      case Keyrings.Found.Unknown() -> new UnknownVersion();
      case Keyrings.Found.Destroyed() -> new KeyDestroyed();
      case Keyrings.Found.Retired(KeyVersion _) -> new KeyRetired();
      case Keyrings.Found.Usable(KeyVersion version) -> {
        version.use().countOpened();
        yield new ShapeOpened.Plaintext(key(field, scope, version).open(shape, text, context));
      }
    };
  }

  /** What is expected of a value of this format; empty when it has the format. Never blocks. */
  public Optional<String> misfit(ValueFormat format, String value) {
    return switch (shape(format).read(value)) {
      case Misfit(String expected) -> Optional.of(expected);
      case ShapedText _ -> Optional.empty();
    };
  }

  private boolean wasRotated() {
    return !(keyrings.find(KeyringName.FORMAT, FIRST_VERSION + 1)
        instanceof Keyrings.Found.Unknown);
  }

  /**
   * Whether opening need not look at the database first: false when the version is not known here,
   * perhaps because another node made it a moment ago, and when none is given, since only the
   * database knows whether the first version is still the only one. Then {@link
   * Keyrings#reloadForUnknown} finds out. Never blocks.
   */
  public boolean knowsVersion(OptionalInt keyVersion) {
    return keyVersion.isEmpty()
        ? wasRotated()
        : !(keyrings.find(KeyringName.FORMAT, keyVersion.getAsInt())
            instanceof Keyrings.Found.Unknown);
  }

  private Shape shape(ValueFormat format) {
    return shapes.computeIfAbsent(format, Shape::new);
  }

  private static FormatKey key(ShapedField field, KeyScope scope, KeyVersion version) {
    return scope.formatKey(field.ref(), version, FormatSuite.of(field.suite()).orElseThrow());
  }
}
