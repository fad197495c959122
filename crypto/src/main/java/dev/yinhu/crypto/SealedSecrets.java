package dev.yinhu.crypto;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Other secrets of the service, such as the audit log's signing key: wrapped under the root key,
 * kept in the database, bound to their name. Safe for use by many threads and nodes.
 */
public final class SealedSecrets {
  private static final String WRAP_KIND = "secret";

  private final RootKey rootKey;
  private final KeyringStore store;
  private final InstantSource clock;

  SealedSecrets(RootKey rootKey, KeyringStore store, InstantSource clock) {
    this.rootKey = rootKey;
    this.store = store;
    this.clock = clock;
  }

  /**
   * The secret of this name; made by {@code maker} when there is none. When two nodes make it at
   * once, both get the one that was stored first. Durable when this returns. The array that {@code
   * maker} gives is overwritten; the one returned belongs to the caller.
   */
  public byte[] getOrCreate(String name, Supplier<byte[]> maker) {
    byte[] wrapped =
        store
            .secret(name)
            .orElseGet(() -> store.addSecret(name, wrap(name, maker.get()), clock.instant()));
    return rootKey.unwrap(wrapped, WRAP_KIND, name, 1);
  }

  /**
   * A box for short secrets of another room. Touches nothing yet.
   *
   * @param name of the box; what is sealed in one opens in no other
   */
  public SecretBox box(String name, SecureRandom random) {
    return new SecretBox(this, name, random);
  }

  private byte[] wrap(String name, byte[] made) {
    try {
      return rootKey.wrap(made, WRAP_KIND, name, 1);
    } finally {
      Arrays.fill(made, (byte) 0);
    }
  }
}
