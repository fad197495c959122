package dev.yinhu.subjectrights.certificate;

import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.crypto.SealedSecrets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The Ed25519 key that signs certificates and nothing else: made with the first use, kept in the
 * database under the root key, read for each use. Safe for use by many threads and nodes; blocks,
 * and throws {@link dev.yinhu.crypto.KeysUnavailable} while the root key is away.
 */
public final class CertificateKey implements Supplier<NoteSigner> {
  private static final String NAME = "certificate-signing-key";

  private final Supplier<SealedSecrets> secrets;
  private final String issuer;
  private final SecureRandom random;

  /**
   * Touches nothing yet.
   *
   * @param issuer who signs, such as {@code shop.example/certificates}: no spaces and no '+'
   */
  public CertificateKey(Supplier<SealedSecrets> secrets, String issuer, SecureRandom random) {
    this.secrets = secrets;
    this.issuer = issuer;
    this.random = random;
  }

  @Override
  public NoteSigner get() {
    byte[] seed = secrets.get().getOrCreate(NAME, this::fresh);
    try {
      return new NoteSigner(issuer, seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private byte[] fresh() {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    random.nextBytes(seed);
    return seed;
  }

  /** What others need to check certificates. */
  public NoteKey verifierKey() {
    return get().key();
  }
}
