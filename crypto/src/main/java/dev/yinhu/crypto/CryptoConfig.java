package dev.yinhu.crypto;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the root key lies and how much of the subjects' keys is held in memory.
 *
 * @param rootKeyFile where the root key lies; made when it does not exist and no key was made yet
 * @param cachedSubjects how many subjects' keys are held in memory at most, 1 or more
 * @param cacheTime how long a subject's key is held after it was read, more than zero
 */
public record CryptoConfig(Path rootKeyFile, int cachedSubjects, Duration cacheTime) {
  /** Checks the bounds; throws {@link IllegalArgumentException} otherwise. */
  public CryptoConfig {
    if (cachedSubjects < 1 || cacheTime.isNegative() || cacheTime.isZero()) {
      throw new IllegalArgumentException("the subject cache needs a size and a time above zero");
    }
  }
}
