package dev.yinhu.crypto;

import dev.yinhu.crypto.root.RootKeySeals;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.crypto.root.SecretSource;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The root key as a start finds it: opened, and known to be the one that wraps what is in the
 * database.
 *
 * @param again opens it again, when it may be held for a bounded time only
 * @param at {@link System#nanoTime} before it was opened
 */
record OpenRoot(RootKey key, Optional<RootKeyFile.Opener> again, long at) {
  private static final Logger LOG = LoggerFactory.getLogger(OpenRoot.class);

  /**
   * Reads the root key, or makes it when neither file nor keys exist yet.
   *
   * @throws RootKeyException when it is missing, does not open, or is the wrong one; then no key is
   *     left in memory
   */
  static OpenRoot of(KeyringStore store, CryptoConfig config, InstantSource clock) {
    RootKeyFile file = new RootKeyFile(config.rootKeyFile(), config.seals());
    boolean keysExist = store.rootKeyId().isPresent();
    long at = System.nanoTime();
    RootKeyFile.Opener opener =
        file.opener().orElseGet(() -> create(file, config.seals(), keysExist));
    SealKind kind = opener.kind();
    RootKey key = opener.open();
    requireExpected(key, file, store, clock);
    config.seals().passphrase().ifPresent(SecretSource::close);
    tell(file, kind, config.seals());
    return new OpenRoot(key, kind.remote() ? Optional.of(opener) : Optional.empty(), at);
  }

  /** Closes the key when it is not the one that the database knows, or that cannot be told. */
  static void requireExpected(
      RootKey key, RootKeyFile file, KeyringStore store, InstantSource clock) {
    byte[] expected = new byte[0];
    try {
      expected = store.noteRootKey(key.id(), clock.instant());
    } finally {
      if (!MessageDigest.isEqual(expected, key.id())) {
        key.close();
      }
    }
    if (!MessageDigest.isEqual(expected, key.id())) {
      throw new RootKeyException(
          "the root key in %s is %s, but the keys in the database are wrapped under %s: put the right file there; nothing was changed"
              .formatted(file.path(), key.idText(), HexFormat.of().formatHex(expected)));
    }
  }

  private static RootKeyFile.Opener create(
      RootKeyFile file, RootKeySeals seals, boolean keysExist) {
    if (keysExist) {
      throw new RootKeyException(
          "the root key file "
              + file.path()
              + " is missing, but the database has keys wrapped under it: restore the file from its"
              + " offline copy; a new one would open nothing");
    }
    if (seals.forNew() == SealKind.PKCS11 && seals.makeTokenKey(file.path())) {
      LOG.info("Made the key in the token under which the root key is sealed.");
    }
    try (RootKey made = file.create(new SecureRandom())) {
      LOG.warn(
          "Made a new root key {} in {}. Whoever can open it and has the database can read"
              + " everything; whoever loses it can read nothing. Copy the file to a safe place"
              + " offline.",
          made.idText(),
          file.path());
    } catch (RootKeyException e) {
      // Another process may have made it in this moment: then it is the one to use.
      return file.opener().orElseThrow(() -> e);
    }
    return file.opener().orElseThrow(() -> new RootKeyException(file.path() + " has gone again"));
  }

  private static void tell(RootKeyFile file, SealKind kind, RootKeySeals seals) {
    if (kind == SealKind.FILE) {
      LOG.warn(
          "The root key lies in clear in {}: whoever reads this file and the database reads"
              + " everything. For production seal it: yinhu key seal --to {}.",
          file.path(),
          seals.forNew() == SealKind.FILE ? "passphrase or pkcs11" : seals.forNew().word());
    }
    file.leftOver()
        .ifPresent(old ->
            LOG.warn(
                "{} is an older form of the root key, left by a yinhu key seal that was cut off:"
                    + " run it again to remove it.",
                old));
  }
}
