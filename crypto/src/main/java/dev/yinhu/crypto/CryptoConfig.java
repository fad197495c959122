package dev.yinhu.crypto;

import dev.yinhu.crypto.root.RootKeySeals;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the keys lie and how much of the subjects' keys is held in memory.
 *
 * @param rootKeyFile where the root key lies; made when it does not exist and no key was made yet
 * @param cachedSubjects how many subjects' keys are held in memory at most, 1 or more
 * @param cacheTime how long a subject's key is held after it was read, more than zero
 * @param seals what is at hand to open the root key, and to seal one that is made
 * @param rootKeyTime how long keys are held in memory after the last contact with the token that
 *     opened the root key, more than zero; of no meaning for a key that needs no token
 * @param vault epochs and erasure ledger
 */
public record CryptoConfig(
    Path rootKeyFile,
    int cachedSubjects,
    Duration cacheTime,
    RootKeySeals seals,
    Duration rootKeyTime,
    VaultConfig vault) {
  /** How long an opened root key is held unless it is said otherwise. */
  public static final Duration DEFAULT_ROOT_KEY_TIME = Duration.ofHours(1);

  /** With the key directory {@code keys} beside the root key file. */
  public CryptoConfig(
      Path rootKeyFile,
      int cachedSubjects,
      Duration cacheTime,
      RootKeySeals seals,
      Duration rootKeyTime) {
    this(
        rootKeyFile,
        cachedSubjects,
        cacheTime,
        seals,
        rootKeyTime,
        VaultConfig.beside(rootKeyFile));
  }

  /** With a root key file in clear, and the key directory {@code keys} beside it. */
  public CryptoConfig(Path rootKeyFile, int cachedSubjects, Duration cacheTime) {
    this(rootKeyFile, cachedSubjects, cacheTime, RootKeySeals.NONE, DEFAULT_ROOT_KEY_TIME);
  }

  /** Checks the bounds; throws {@link IllegalArgumentException} otherwise. */
  public CryptoConfig {
    if (rootKeyTime.isNegative() || rootKeyTime.isZero()) {
      throw new IllegalArgumentException("an opened root key is held for a time above zero");
    }
    if (cachedSubjects < 1 || cacheTime.isNegative() || cacheTime.isZero()) {
      throw new IllegalArgumentException("the subject cache needs a size and a time above zero");
    }
  }
}
