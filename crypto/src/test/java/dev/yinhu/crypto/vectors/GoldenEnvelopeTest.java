package dev.yinhu.crypto.vectors;

import static dev.yinhu.crypto.vectors.GoldenFile.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.KeyringName;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.crypto.vectors.GoldenFile.Vector;
import dev.yinhu.crypto.vectors.IndependentFormat.Parts;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Format 1, suite 1, both ways: we open what is stored in the vectors, from root key file and
 * wrapped rows down, and code that shares nothing with ours opens what we seal.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenEnvelopeTest {
  private final GoldenFile golden;
  private final TestCrypto fixture = TestCrypto.closed();
  private final Crypto crypto;

  GoldenEnvelopeTest() throws IOException {
    golden = GoldenFile.read("envelope-1-suite-1.json");
    GoldenRows.put(golden, fixture.rootKeyFile(), fixture.database().jdbi());
    fixture
        .database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "insert into crypto.sealed_secret values (?, ?, ?)",
                golden.secret().name(),
                hex(golden.secret().wrapped()),
                TestCrypto.NOW));
    crypto = fixture.anotherNode();
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  @TestFactory
  Stream<DynamicTest> everyStoredVectorGivesWhatItSays() {
    return golden.vectors().stream()
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.name(), () -> assertThat(outcome(vector)).isEqualTo(expected(vector))));
  }

  @TestFactory
  Stream<DynamicTest> everyStoredVectorGivesTheSameAfterManyRotations() {
    for (int i = 0; i < 12; i++) {
      crypto.keyrings().rotate(KeyringName.FIELD);
      crypto.keyrings().rotate(KeyringName.SUBJECT);
    }
    return everyStoredVectorGivesWhatItSays();
  }

  private static String expected(Vector vector) {
    return vector.fails() != null
        ? vector.fails()
        : "plaintext " + Objects.requireNonNull(vector.plaintext());
  }

  private String outcome(Vector vector) {
    Optional<Envelope> envelope = Envelope.parse(vector.envelope());
    if (envelope.isEmpty()) {
      return "NO_ENVELOPE";
    }
    FieldRef field = FieldRef.parse(vector.field());
    return switch (crypto
        .cipher()
        .open(field, scope(vector.subject()), vector.context(), envelope.get())) {
      case Opened.Plaintext plaintext -> "plaintext " + HexFormat.of().formatHex(plaintext.value());
      case Opened.NotAuthentic(Opened.Reason reason) -> reason.name();
      case Opened.KeyDestroyed() -> "KEY_DESTROYED";
      case Opened.KeyRetired() -> "KEY_RETIRED";
      case Opened.UnsupportedFormat() -> "UNSUPPORTED_FORMAT";
    };
  }

  private KeyScope scope(@Nullable String subject) {
    if (subject == null) {
      return crypto.cipher().shared();
    }
    SubjectId id = new SubjectId(subject);
    return Objects.requireNonNull(crypto.subjects().find(List.of(id)).get(id));
  }

  @Test
  void storedSecretsOpen() {
    byte[] secret =
        crypto
            .secrets()
            .getOrCreate(
                golden.secret().name(),
                () -> {
                  throw new AssertionError("it is stored");
                });

    assertThat(secret).isEqualTo(hex(golden.secret().value()));
  }

  @Test
  void theStoredWrappedKeysAreThoseOfTheFormatPage() throws GeneralSecurityException {
    byte[] wrapping = IndependentFormat.rootWrappingKey(hex(golden.rootKey()));
    for (GoldenFile.Version version : golden.keyringVersions()) {
      if (version.wrapped() != null) {
        assertThat(
                IndependentFormat.unwrap(
                    wrapping,
                    hex(version.wrapped()),
                    IndependentFormat.keyringAssociatedData(version.keyring(), version.keyId())))
            .isEqualTo(hex(version.key()));
      }
    }
    for (GoldenFile.Subject subject : golden.subjects()) {
      assertThat(
              IndependentFormat.unwrap(
                  hex(golden.version(subject.wrapKeyId()).key()),
                  hex(subject.wrappedKey()),
                  IndependentFormat.subjectAssociatedData(hex(subject.ref()))))
          .isEqualTo(hex(subject.key()));
    }
  }

  @TestFactory
  Stream<DynamicTest> independentCodeSealsTheVectorsToTheSameBytes() {
    return golden.vectors().stream()
        .filter(vector -> vector.plaintext() != null)
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.name(),
                () -> {
                  Parts parts = Parts.of(vector.envelope());
                  byte[] keyringKey = hex(golden.version(parts.keyId()).key());
                  byte[] text = hex(Objects.requireNonNull(vector.plaintext()));

                  assertThat(
                          parts.sealedAgain(
                              keyringKey,
                              golden.inputKey(vector.subject()),
                              vector.field(),
                              vector.context(),
                              text))
                      .isEqualTo(vector.envelope());
                }));
  }

  @TestFactory
  Stream<DynamicTest> independentCodeOpensWhatWeSeal() {
    return golden.vectors().stream()
        .filter(vector -> vector.plaintext() != null)
        .map(vector ->
            DynamicTest.dynamicTest(
                vector.name(),
                () -> {
                  byte[] text = hex(Objects.requireNonNull(vector.plaintext()));
                  String sealed =
                      crypto
                          .cipher()
                          .seal(
                              Suite.AES256_GCM,
                              FieldRef.parse(vector.field()),
                              scope(vector.subject()),
                              vector.context(),
                              text)
                          .text();
                  Parts parts = Parts.of(sealed);

                  assertThat(sealed).isNotEqualTo(vector.envelope());
                  assertThat(
                          parts.open(
                              hex(golden.version(parts.keyId()).key()),
                              golden.inputKey(vector.subject()),
                              vector.field(),
                              vector.context()))
                      .isEqualTo(text);
                }));
  }

  @Test
  void independentCodeOpensTheKeysThatWeMake() throws GeneralSecurityException, IOException {
    int version = crypto.keyrings().rotate(KeyringName.SUBJECT);
    SubjectId id = new SubjectId("customer-new");
    KeyScope scope = TestCrypto.scope(crypto, id.value());
    FieldRef field = FieldRef.parse("shop.users.phone");
    Parts sealed =
        Parts.of(
            crypto.cipher().seal(Suite.AES256_GCM, field, scope, "", "x".getBytes(UTF_8)).text());

    byte[] wrapping = IndependentFormat.rootWrappingKey(hex(golden.rootKey()));
    byte[] subjectKeyring = wrappedKeyring("subject", version, wrapping);
    byte[] subjectKey =
        IndependentFormat.unwrap(
            IndependentFormat.subjectWrappingKey(subjectKeyring, epochKey(wrapping), 1),
            bytes(
                "select wrapped_key from crypto.subject where id_hash = ?",
                IndependentFormat.hmac(
                    hex(golden.version(3735928559L).key()), id.value().getBytes(UTF_8))),
            IndependentFormat.subjectOfEpochAssociatedData(sealed.subjectRef()));

    assertThat(sealed.open(hex(golden.version(sealed.keyId()).key()), subjectKey, field.text(), ""))
        .isEqualTo("x".getBytes(UTF_8));
  }

  /** The key of epoch 1 from its file: {@code yek1}, the time, and base64url. */
  private byte[] epochKey(byte[] wrapping) throws GeneralSecurityException, IOException {
    String[] parts =
        Files.readString(fixture.keyDirectory().resolve("epoch-1.key")).strip().split(" ", -1);
    assertThat(parts).hasSize(3).startsWith("yek1");
    return IndependentFormat.unwrap(
        wrapping,
        Base64.getUrlDecoder().decode(parts[2]),
        IndependentFormat.epochAssociatedData(parts[1], 1));
  }

  private byte[] wrappedKeyring(String keyring, int version, byte[] wrapping)
      throws GeneralSecurityException {
    long keyId =
        fixture
            .database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .select(
                        "select key_id from crypto.keyring_version where keyring = ? and version ="
                            + " ?",
                        keyring,
                        version)
                    .mapTo(Long.class)
                    .one());
    return IndependentFormat.unwrap(
        wrapping,
        bytes("select wrapped from crypto.keyring_version where key_id = ?", keyId),
        IndependentFormat.keyringAssociatedData(keyring, keyId));
  }

  private byte[] bytes(String sql, Object argument) {
    return fixture
        .database()
        .jdbi()
        .withHandle(handle -> handle.select(sql, argument).mapTo(byte[].class).one());
  }
}
