package dev.yinhu.subjectrights.certificate;

import dev.yinhu.accessaudit.note.KeyType;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.crypto.SealedSecrets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The keys that sign certificates and nothing else: Ed25519 always, and SM2 beside it where that is
 * configured. Made with the first use, kept in the database under the root key, read for each use.
 * Safe for use by many threads and nodes; blocks, and throws {@link
 * dev.yinhu.crypto.KeysUnavailable} while the root key is away.
 */
public final class CertificateKey {
  private static final String NAME = "certificate-signing-key";
  private static final String SM2_NAME = "certificate-signing-key-sm2";

  private final Supplier<SealedSecrets> secrets;
  private final String issuer;
  private final boolean withSm2;
  private final SecureRandom random;

  /**
   * Touches nothing yet.
   *
   * @param issuer who signs, such as {@code shop.example/certificates}: no spaces and no '+'
   * @param withSm2 whether SM2 signs too
   */
  public CertificateKey(
      Supplier<SealedSecrets> secrets, String issuer, boolean withSm2, SecureRandom random) {
    this.secrets = secrets;
    this.issuer = issuer;
    this.withSm2 = withSm2;
    this.random = random;
  }

  /** Those who sign, the one with Ed25519 first. */
  public List<NoteSigner> signers() {
    NoteSigner ed25519 = signer(KeyType.ED25519, NAME);
    return withSm2 ? List.of(ed25519, signer(KeyType.SM2, SM2_NAME)) : List.of(ed25519);
  }

  private NoteSigner signer(KeyType type, String name) {
    byte[] seed = secrets.get().getOrCreate(name, this::fresh);
    try {
      return new NoteSigner(type, issuer, seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private byte[] fresh() {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    random.nextBytes(seed);
    return seed;
  }

  /**
   * The note of a text, signed by all.
   *
   * @param text ends in a newline
   */
  public String sign(String text) {
    return signers().stream()
        .map(signer -> signer.line(text, 0))
        .collect(Collectors.joining("", text + "\n", ""));
  }

  /** What others need to check certificates; any one of them will do. */
  public List<NoteKey> verifierKeys() {
    return signers().stream().map(NoteSigner::key).toList();
  }
}
