package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.FormatCipher;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.ShapeOpened;
import dev.yinhu.crypto.ShapeSealed;
import dev.yinhu.crypto.ShapedField;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Items of fields whose ciphertexts keep the shape of their values: they have no envelope, and the
 * key version goes with them. What is refused is told by what was expected, never by what was
 * found.
 */
final class ShapedItems {
  private final FormatCipher cipher;

  ShapedItems(FormatCipher cipher) {
    this.cipher = cipher;
  }

  /** The field in this role; empty when its ciphertexts are envelopes. */
  static Optional<ShapedField> of(Slot slot) {
    return slot.declared()
        .protection()
        .flatMap(protection -> ShapedField.of(slot.declared().ref(), protection));
  }

  void seal(Slot slot, ShapedField field, String value) {
    KeyScope scope = Objects.requireNonNull(slot.scope, "finish before load");
    switch (cipher.seal(field, scope, slot.context, value)) {
      case ShapeSealed.Ciphertext(String text, int version) ->
          slot.done("encrypted", text, OptionalInt.of(version));
      case ShapeSealed.Misfit(String expected) ->
          slot.refuse(ItemCode.BAD_REQUEST, "value", "the value does not fit: " + expected);
    }
  }

  /** Seals again under the active version what an item holds that opened. */
  void sealAgain(Slot slot, ShapedField field, OpenItem item, String value) {
    KeyScope scope = Objects.requireNonNull(slot.scope, "opened without a key");
    switch (cipher.seal(field, scope, slot.context, value)) {
      case ShapeSealed.Ciphertext(String text, int version) ->
          slot.done(
              text.equals(item.ciphertext()) ? "unchanged" : "rewrapped",
              text,
              OptionalInt.of(version));
      case ShapeSealed.Misfit(String expected) ->
          throw new IllegalStateException("what was decrypted does not fit: " + expected);
    }
  }

  /** Whether the item's key may be one that another node made a moment ago. */
  boolean wantsVersion(Slot slot, OpenItem item) {
    return slot.open() && of(slot).isPresent() && !cipher.knowsVersion(item.version());
  }

  /** The value, or empty when the item was refused. */
  Optional<String> open(Slot slot, ShapedField field, OpenItem item) {
    KeyScope scope = slot.scope;
    if (scope == null) {
      slot.refuseErased();
      return Optional.empty();
    }
    ShapeOpened opened = cipher.open(field, scope, slot.context, item.ciphertext(), item.version());
    if (opened instanceof ShapeOpened.Plaintext(String value)) {
      return Optional.of(value);
    }
    refuse(slot, opened, item);
    return Optional.empty();
  }

  private static void refuse(Slot slot, ShapeOpened opened, OpenItem item) {
    switch (opened) {
      case ShapeOpened.Plaintext _ -> throw new IllegalStateException("nothing to refuse");
      case ShapeOpened.Misfit(String expected) ->
          slot.refuse(ItemCode.BAD_REQUEST, "ciphertext", misfit(item, expected));
      case ShapeOpened.VersionNeeded() ->
          slot.refuse(
              ItemCode.BAD_REQUEST,
              "key-version",
              "give key_version as encrypt answered it: the keys were rotated, and ciphertexts of"
                  + " this field do not name theirs");
      case ShapeOpened.UnknownVersion() ->
          slot.refuse(ItemCode.BAD_REQUEST, "key-version", "there is no such key_version");
      case ShapeOpened.KeyRetired() -> slot.refuseRetired();
      case ShapeOpened.KeyDestroyed() -> slot.refuseDestroyed();
    }
  }

  private static String misfit(OpenItem item, String expected) {
    return Envelope.looksLikeOne(item.ciphertext())
        ? "this field keeps the shape of its values: its ciphertexts are no envelopes ("
            + Envelope.PREFIX
            + ")"
        : "this is not a ciphertext of this field: " + expected;
  }
}
