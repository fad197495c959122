package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.testing.HeapSecrets;
import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexPart;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Normalizer;
import dev.yinhu.register.Suite;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.TokenSettings;
import dev.yinhu.register.ValueFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Everything that a room does with a value, done once with values that are random letters and known
 * to whoever searches for them. For one use by one thread.
 */
final class EveryUse {
  private static final ValueFormat LETTERS =
      new ValueFormat("abcdefghijklmnopqrstuvwxyz", 0, 0, 8, 64, CheckCharacter.NONE, "");

  private final Crypto room;
  private final FieldRef field;
  private final HeapSecrets secrets;
  private final List<Object> told = new ArrayList<>();

  EveryUse(Crypto room, FieldRef field, HeapSecrets secrets) {
    this.room = room;
    this.field = field;
    this.secrets = secrets;
  }

  /** Random lower-case letters, so that they are nowhere else. */
  static byte[] letters(int count) {
    byte[] bytes = new byte[count];
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(26));
    }
    return bytes;
  }

  private byte[] planted(String name) {
    byte[] value = letters(20);
    secrets.plant(name, value);
    return value;
  }

  private String text(String name) {
    return new String(planted(name), StandardCharsets.US_ASCII);
  }

  /** What everything that took part says of itself. */
  String of(KeyScope scope) {
    told.addAll(List.of(room, scope, room.keyrings(), room.subjects()));
    for (Suite suite : List.of(Suite.AES256_GCM, Suite.AES256_SIV, Suite.SM4_CTR_HMAC_SM3)) {
      for (KeyScope of : List.of(scope, room.cipher().shared())) {
        envelope(suite, of);
      }
    }
    shaped(scope);
    file(scope);
    index();
    token(scope);
    canary(scope);
    return told.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  private void envelope(Suite suite, KeyScope scope) {
    Envelope sealed = room.cipher().seal(suite, field, scope, "", planted("plaintext"));
    Opened opened = room.cipher().open(field, scope, "", sealed);
    assertThat(opened).isInstanceOf(Opened.Plaintext.class);
    told.addAll(List.of(sealed, opened));
  }

  private void shaped(KeyScope scope) {
    ShapedField shaped = new ShapedField(field, Suite.FF1_AES256, LETTERS);
    ShapeSealed sealed = room.formats().seal(shaped, scope, "", text("shaped value"));
    assertThat(sealed).isInstanceOf(ShapeSealed.Ciphertext.class);
    ShapeOpened opened =
        room.formats()
            .open(shaped, scope, "", ((ShapeSealed.Ciphertext) sealed).text(), OptionalInt.of(1));
    assertThat(opened).isInstanceOf(ShapeOpened.Plaintext.class);
    told.addAll(List.of(sealed, opened));
  }

  private void file(KeyScope scope) {
    try {
      ByteArrayOutputStream sealed = new ByteArrayOutputStream();
      room.files()
          .seal(
              Suite.AES256_GCM,
              field,
              scope,
              "",
              new ByteArrayInputStream(planted("file")),
              sealed);
      ByteArrayInputStream in = new ByteArrayInputStream(sealed.toByteArray());
      FileHeader header = FileHeader.read(in);
      OpenedFile opened = room.files().open(field, scope, "", header, in);
      try (OpenedFile.Begun begun = (OpenedFile.Begun) opened) {
        assertThat(begun.transferTo(new ByteArrayOutputStream())).isEmpty();
        told.addAll(List.of(header, begun));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void index() {
    IndexSettings settings =
        new IndexSettings(OptionalInt.empty(), Normalizer.NFKC, IndexPart.WHOLE, 1);
    told.add(
        room.indexes()
            .terms(
                IndexDefinition.main(field, Suite.AES256_GCM, settings),
                List.of(text("indexed value"))));
  }

  private void token(KeyScope scope) {
    for (TokenKind kind : TokenKind.values()) {
      TokenRequest request =
          new TokenRequest(
              field,
              Suite.AES256_GCM,
              new TokenSettings(kind, Optional.empty(), false),
              Optional.empty(),
              scope,
              text("tokenised value"));
      TokenMade made = room.tokens().make(List.of(request)).getFirst();
      assertThat(made).isInstanceOf(TokenMade.Made.class);
      told.addAll(List.of(request, made));
      told.addAll(
          room.tokens().find(List.of(new Tokens.Asked(field, ((TokenMade.Made) made).token()))));
    }
  }

  private void canary(KeyScope scope) {
    String value = text("canary");
    Canaries canaries = room.canaries();
    canaries.add(
        field,
        List.of(
            new Canaries.Made(scope.subject(), value, Optional.empty()),
            new Canaries.Made(Optional.empty(), value, Optional.of(value))));
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    assertThat(canaries.contains(room.cipher().shared(), field, bytes)).isTrue();
    assertThat(canaries.contains(scope, field, bytes)).isTrue();
    assertThat(canaries.isLookedFor(field, value)).isTrue();
    told.add(canaries);
  }
}
