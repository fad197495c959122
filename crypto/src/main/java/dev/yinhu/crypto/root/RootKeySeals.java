package dev.yinhu.crypto.root;

import dev.yinhu.crypto.RootKeyException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What is at hand to seal and open a root key with. Immutable; nothing is asked or read before it
 * is needed.
 *
 * @param passphrase where a passphrase comes from
 * @param token where a token is
 * @param forNew how a root key that is made is kept
 */
public record RootKeySeals(
    Optional<SecretSource> passphrase, Optional<TokenSettings> token, SealKind forNew) {
  /** Key files only. */
  public static final RootKeySeals NONE =
      new RootKeySeals(Optional.empty(), Optional.empty(), SealKind.FILE);

  /**
   * The seal of a kind.
   *
   * @param file whose key it is about, for messages
   * @throws RootKeyException when what it needs is not at hand; names the settings
   */
  public RootKeySeal of(SealKind kind, Path file) {
    return switch (kind) {
      case FILE -> new KeyFileSeal();
      case PASSPHRASE ->
          new PassphraseSeal(
              passphrase.orElseThrow(() -> missing(file, "passphrase", "a passphrase")),
              Argon2Cost.RECOMMENDED,
              new SecureRandom());
      case PKCS11 ->
          new TokenSeal(token.orElseThrow(() -> missing(file, "pkcs11", "a PKCS#11 token")));
    };
  }

  /**
   * The seal that the line is of.
   *
   * @throws RootKeyException when it is of none, or what it needs is not at hand
   */
  public RootKeySeal of(byte[] line, Path file) {
    return of(SealKind.ofLine(line, file), file);
  }

  /**
   * Makes the key in the token under which a root key is to be sealed, unless the token has one of
   * the name.
   *
   * @return whether one was made
   * @throws RootKeyException when no token is set, or it makes none
   */
  public boolean makeTokenKey(Path file) {
    return new TokenSeal(token.orElseThrow(() -> missing(file, "pkcs11", "a PKCS#11 token")))
        .makeKey();
  }

  private static RootKeyException missing(Path file, String word, String what) {
    String settings =
        word.equals("passphrase")
            ? "root_key.passphrase_file"
            : "root_key.pkcs11.module, root_key.pkcs11.token and root_key.pkcs11.pin_file";
    return new RootKeyException(
        "sealing or opening %s with %s needs %s: set %s".formatted(file, what, what, settings));
  }
}
