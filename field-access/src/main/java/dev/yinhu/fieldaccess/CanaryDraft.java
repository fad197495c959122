package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.BlindIndexes;
import dev.yinhu.crypto.Canaries;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.ShapeSealed;
import dev.yinhu.crypto.ShapedField;
import dev.yinhu.crypto.TokenRequest;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Protection;
import dev.yinhu.register.SubjectId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A canary that is drawn and not yet sealed.
 *
 * @param subject the made-up person; empty in fields without subject
 * @param value a value that fits the field
 */
record CanaryDraft(DeclaredField field, Optional<SubjectId> subject, KeyScope scope, String value) {
  Canaries.Made made(BlindIndexes indexes) {
    return new Canaries.Made(
        scope.subject(),
        value,
        protection().index().flatMap(settings -> indexes.text(settings, value)));
  }

  TokenRequest tokenRequest() {
    Protection protection = protection();
    return new TokenRequest(
        field.ref(),
        protection.suite(),
        protection.tokens().orElseThrow(),
        protection.format(),
        scope,
        value);
  }

  MintedCanary minted(Crypto crypto, Optional<ItemResult.Tokenized> token) {
    IndexItem whole = new IndexItem(field.ref().text(), null, value, Optional.empty(), null);
    return new MintedCanary(
        field.ref().text(),
        subject.map(SubjectId::value),
        value,
        ShapedField.of(field.ref(), protection())
            .map(shaped -> shaped(crypto, shaped))
            .orElseGet(() -> envelope(crypto)),
        new IndexTarget.Whole(field, protection()).compute(crypto.indexes(), whole),
        token);
  }

  private ItemResult.Done shaped(Crypto crypto, ShapedField shaped) {
    return switch (crypto.formats().seal(shaped, scope, "", value)) {
      case ShapeSealed.Ciphertext(String text, int version) ->
          new ItemResult.Done(text, false, OptionalInt.of(version));
      case ShapeSealed.Misfit(String expected) ->
          throw new IllegalStateException("a canary that was checked does not fit: " + expected);
    };
  }

  private ItemResult.Done envelope(Crypto crypto) {
    byte[] plaintext = value.getBytes(StandardCharsets.UTF_8);
    String text =
        crypto.cipher().seal(protection().suite(), field.ref(), scope, "", plaintext).text();
    return new ItemResult.Done(text, false);
  }

  private Protection protection() {
    return field.protection().orElseThrow();
  }

  @Override
  public String toString() {
    return "CanaryDraft[" + field.ref() + ", ***]";
  }
}
