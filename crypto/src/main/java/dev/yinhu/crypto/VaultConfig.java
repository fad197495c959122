package dev.yinhu.crypto;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the keys lie that must not be in any backup of the database, and how long each is used.
 *
 * @param directory the key directory; made when the database names no epoch yet, and shared by all
 *     nodes over one database
 * @param epochEvery how long an epoch is current, more than zero
 */
public record VaultConfig(Path directory, Duration epochEvery) {
  /** Thirty days. */
  public static final Duration DEFAULT_EVERY = Duration.ofDays(30);

  /** Checks the bounds; throws {@link IllegalArgumentException} otherwise. */
  public VaultConfig {
    if (epochEvery.isNegative() || epochEvery.isZero()) {
      throw new IllegalArgumentException("an epoch needs a time above zero");
    }
  }

  /** The directory {@code keys} beside a root key file, with the default time. */
  static VaultConfig beside(Path rootKeyFile) {
    return new VaultConfig(rootKeyFile.resolveSibling("keys"), DEFAULT_EVERY);
  }
}
