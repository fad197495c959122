package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.testing.HeapSecrets;
import dev.yinhu.register.FieldRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.jdbi.v3.core.Jdbi;

/**
 * Every key of a room that a test can compute beside it, by the derivations of docs/formats.md, to
 * be searched for in the heap. For one use by one thread.
 */
final class RoomKeys {
  private static final byte[] NONE = new byte[0];
  private static final byte[] SUITE = {1};
  private static final byte[] FF1 = {6};

  private final HeapSecrets secrets;

  RoomKeys(HeapSecrets secrets) {
    this.secrets = secrets;
  }

  /** The keys that belong to nobody. */
  void plant(Crypto room, CryptoConfig config, FieldRef field) {
    try (RootKey rootKey =
        new RootKeyFile(config.rootKeyFile(), config.seals()).read().orElseThrow()) {
      plant("root key", rootKey.secret());
      plant("wrapping key", derived(NONE, rootKey.secret(), utf8("yinhu/root/wrap/v1")));
      Path vault = config.vault().directory();
      String[] epoch = line(vault.resolve("epoch-1.key")).split(" ", -1);
      plant("key of epoch 1", rootKey.unwrap(bytes(epoch[2]), "epoch", epoch[1], 1));
      byte[] ledger =
          rootKey.unwrap(
              bytes(line(vault.resolve("ledger.key")).substring("ylk1.".length())),
              "ledger",
              "erasures",
              1);
      plantOfMac(
          "pseudonym key of the ledger", derived(NONE, ledger, utf8("yinhu/ledger/pseudonym/v1")));
      plantOfMac("chain key of the ledger", derived(NONE, ledger, utf8("yinhu/ledger/chain/v1")));
      plant("key of the ledger", ledger);
    }
    for (KeyringName name : KeyringName.values()) {
      plant("key of keyring " + name.text(), key(room, name));
    }
    plantOfMac("key of keyring directory", key(room, KeyringName.DIRECTORY));
    plant(
        "index key",
        derived(
            NONE,
            key(room, KeyringName.INDEX),
            LengthPrefixed.of(utf8("yinhu/index-key/v1"), new byte[] {1}, name(field), NONE)));
    plant(
        "token look-up key",
        derived(
            NONE,
            key(room, KeyringName.TOKEN),
            LengthPrefixed.of(utf8("yinhu/token-lookup/v1"), name(field))));
    plant(
        "key of canaries",
        room.secrets()
            .getOrCreate(
                "canaries",
                () -> {
                  throw new AssertionError("the room made it when it opened");
                }));
  }

  /** Those of one subject, read from the table as a reader by the formats alone would. */
  void plantOf(SubjectRef subject, Crypto room, CryptoConfig config, Jdbi jdbi, FieldRef field) {
    byte[] subjectKey = subjectKey(subject, room, config, jdbi);
    byte[] fields = key(room, KeyringName.FIELD);
    plant(
        "field key",
        derived(
            fields, subjectKey, LengthPrefixed.of(utf8("yinhu/field-key/v1"), SUITE, name(field))));
    plant(
        "file key",
        derived(
            fields, subjectKey, LengthPrefixed.of(utf8("yinhu/file-key/v1"), SUITE, name(field))));
    plant(
        "format key",
        derived(
            key(room, KeyringName.FORMAT),
            subjectKey,
            LengthPrefixed.of(utf8("yinhu/format-key/v1"), FF1, name(field))));
    plant(
        "token value key",
        derived(
            key(room, KeyringName.TOKEN),
            subjectKey,
            LengthPrefixed.of(utf8("yinhu/token-value/v1"), utf8("deterministic"), name(field))));
    plant("subject key", subjectKey);
  }

  private byte[] subjectKey(SubjectRef subject, Crypto room, CryptoConfig config, Jdbi jdbi) {
    byte[] wrapped =
        jdbi.withHandle(handle ->
            handle
                .select(
                    "select wrapped_key from crypto.subject where subject_ref = ?", subject.bytes())
                .mapTo(byte[].class)
                .one());
    byte[] wrappingKey = wrappingKey(room, config);
    byte[] key =
        new AesGcm(wrappingKey)
            .open(wrapped, LengthPrefixed.of(utf8("yinhu/subject-key/v2"), subject.bytes()))
            .orElseThrow();
    plant("wrapping key of subjects", wrappingKey);
    return key;
  }

  private static byte[] wrappingKey(Crypto room, CryptoConfig config) {
    try (RootKey rootKey =
        new RootKeyFile(config.rootKeyFile(), config.seals()).read().orElseThrow()) {
      String[] line = line(config.vault().directory().resolve("epoch-1.key")).split(" ", -1);
      return derived(
          rootKey.unwrap(bytes(line[2]), "epoch", line[1], 1),
          key(room, KeyringName.SUBJECT),
          LengthPrefixed.of(utf8("yinhu/subject-wrap/v1"), utf8("1")));
    }
  }

  private static byte[] key(Crypto room, KeyringName name) {
    return room.keyrings().active(name).key();
  }

  private static byte[] derived(byte[] salt, byte[] input, byte[] info) {
    byte[] key = Hkdf.derive(salt, input, info, 32);
    assertThat(key).hasSize(32);
    return key;
  }

  private void plant(String name, byte[] key) {
    secrets.plant(name, key);
    Arrays.fill(key, (byte) 0);
  }

  /** As the JDK's HMAC keeps a key: combined with the pads of RFC 2104. */
  private void plantOfMac(String name, byte[] key) {
    for (byte pad : new byte[] {0x36, 0x5c}) {
      byte[] padded = key.clone();
      for (int i = 0; i < padded.length; i++) {
        padded[i] ^= pad;
      }
      plant(name, padded);
    }
    Arrays.fill(key, (byte) 0);
  }

  private static byte[] name(FieldRef field) {
    return utf8(field.text());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }

  private static String line(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
