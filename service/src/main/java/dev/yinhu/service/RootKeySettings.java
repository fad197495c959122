package dev.yinhu.service;

import dev.yinhu.crypto.CryptoConfig;
import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.crypto.VaultConfig;
import dev.yinhu.crypto.root.RootKeySeals;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.crypto.root.SecretFile;
import dev.yinhu.crypto.root.SecretSource;
import dev.yinhu.crypto.root.TokenSettings;
import dev.yinhu.service.config.YinhuConfig;
import java.nio.file.Path;
import java.util.Optional;

/** Translates our configuration to what opens and seals the root key. Stateless. */
final class RootKeySettings {

  private RootKeySettings() {}

  static CryptoConfig crypto(YinhuConfig config) {
    return new CryptoConfig(
        config.rootKeyFile(),
        config.caches().subjectKeys(),
        config.caches().subjectKeyTime(),
        seals(config),
        config.rootKey().cacheTime(),
        new VaultConfig(config.keyDirectory(), config.vault().epochEvery()));
  }

  /** The file in which the root key is, sealed or not. */
  static RootKeyFile file(YinhuConfig config) {
    return new RootKeyFile(path(config), seals(config));
  }

  private static Path path(YinhuConfig config) {
    return config.rootKey().file().orElseGet(() -> config.data().resolve("root.key"));
  }

  /** What the configuration has at hand; a terminal is asked when there is no passphrase file. */
  static RootKeySeals seals(YinhuConfig config) {
    var rootKey = config.rootKey();
    Optional<SecretSource> passphrase =
        Optional.of(
            rootKey
                .passphraseFile()
                .<SecretSource>map(SecretFile::new)
                .orElseGet(() -> TerminalPassphrase.asking("Passphrase of the root key: ")));
    var token =
        rootKey
            .pkcs11()
            .map(pkcs11 ->
                new TokenSettings(
                    pkcs11.module(),
                    pkcs11.token(),
                    new SecretFile(pkcs11.pinFile()),
                    pkcs11.key()));
    var forNew =
        token.isPresent()
            ? SealKind.PKCS11
            : rootKey.passphraseFile().isPresent() ? SealKind.PASSPHRASE : SealKind.FILE;
    return new RootKeySeals(passphrase, token, forNew);
  }

  /**
   * The same with another passphrase, to seal with.
   *
   * @param file where it is; else the configured file, unless the key is sealed with that already,
   *     and else a terminal is asked, twice
   */
  static RootKeySeals sealingWith(YinhuConfig config, Optional<Path> file) {
    var now = seals(config);
    boolean same = file(config).kind().filter(kind -> kind == SealKind.PASSPHRASE).isPresent();
    Optional<SecretSource> configured =
        same ? Optional.empty() : config.rootKey().passphraseFile().map(SecretFile::new);
    SecretSource passphrase =
        file.<SecretSource>map(SecretFile::new)
            .or(() -> configured)
            .orElseGet(() -> TerminalPassphrase.choosing("New passphrase of the root key: "));
    return new RootKeySeals(Optional.of(passphrase), now.token(), now.forNew());
  }
}
