package dev.yinhu.crypto;

import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The versions of every keyring, unwrapped in memory. Reading never blocks; {@link #reload} and
 * {@link #rotate} go to the database.
 *
 * <p>Safe for use by many threads: a reload replaces the whole picture at once.
 */
public final class Keyrings {
  static final long MAX_KEY_ID = 0xFFFF_FFFFL;
  private static final String WRAP_KIND = "keyring";
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** What is known of a key id. */
  sealed interface Found {
    record Usable(KeyVersion version) implements Found {}

    record Destroyed() implements Found {}

    record Unknown() implements Found {}
  }

  private record Picture(
      Map<Long, KeyVersion> usable, Set<Long> destroyed, Map<KeyringName, KeyVersion> active) {}

  private final RootKey rootKey;
  private final KeyringStore store;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Ticker ticker;
  private boolean closed;
  private boolean reloadedForUnknown;
  private long lastForUnknown;
  private volatile Picture picture = new Picture(Map.of(), Set.of(), Map.of());

  Keyrings(RootKey rootKey, KeyringStore store, SecureRandom random, InstantSource clock) {
    this(rootKey, store, random, clock, Ticker.systemTicker());
  }

  Keyrings(
      RootKey rootKey,
      KeyringStore store,
      SecureRandom random,
      InstantSource clock,
      Ticker ticker) {
    this.ticker = ticker;
    this.rootKey = rootKey;
    this.store = store;
    this.random = random;
    this.clock = clock;
  }

  /** Reads all versions and makes the first one of each keyring that has none. */
  void open() {
    reload();
    for (KeyringName name : KeyringName.values()) {
      if (!picture.active().containsKey(name)) {
        store.addFirst(newVersion(name, 1), clock.instant());
      }
    }
    reload();
  }

  private KeyringStore.Row newVersion(KeyringName name, int version) {
    byte[] key = new byte[AesGcm.KEY_BYTES];
    random.nextBytes(key);
    long keyId = newKeyId();
    try {
      return new KeyringStore.Row(
          keyId,
          name,
          version,
          KeyState.ACTIVE,
          Optional.of(new WrappedKey(rootKey.wrap(key, WRAP_KIND, name.text(), keyId))));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private long newKeyId() {
    long id;
    do {
      id = random.nextLong() & MAX_KEY_ID;
    } while (id == 0 || picture.usable().containsKey(id) || picture.destroyed().contains(id));
    return id;
  }

  /** Reads every version anew; called when another node says that a keyring changed. */
  public synchronized void reload() {
    if (closed) {
      return;
    }
    Map<Long, KeyVersion> before = picture.usable();
    Map<Long, KeyVersion> usable = new HashMap<>();
    Set<Long> destroyed = new HashSet<>();
    Map<KeyringName, KeyVersion> active = new EnumMap<>(KeyringName.class);
    for (KeyringStore.Row row : store.all()) {
      if (row.wrapped().isEmpty()) {
        destroyed.add(row.keyId());
        continue;
      }
      KeyVersion known = before.get(row.keyId());
      KeyVersion version = known != null ? known.in(row.state()) : unwrap(row, row.wrapped().get());
      usable.put(row.keyId(), version);
      if (row.state() == KeyState.ACTIVE) {
        active.put(row.keyring(), version);
      }
    }
    picture = new Picture(Map.copyOf(usable), Set.copyOf(destroyed), Map.copyOf(active));
    before.values().stream()
        .filter(version -> !usable.containsKey(version.keyId()))
        .forEach(KeyVersion::clear);
  }

  /**
   * Reads every version anew because a ciphertext names one that is not known here: another node
   * may have made it a moment ago. Blocks, and goes to the database at most once in a second, so
   * that made-up key ids cost no more than that; who comes while another thread reads waits for
   * what it finds.
   *
   * @return whether it was read; false when it was within the last second
   */
  public synchronized boolean reloadForUnknown() {
    long now = ticker.read();
    if (closed || (reloadedForUnknown && now - lastForUnknown < PAUSE_NANOS)) {
      return false;
    }
    reloadedForUnknown = true;
    lastForUnknown = now;
    reload();
    return true;
  }

  private KeyVersion unwrap(KeyringStore.Row row, WrappedKey wrapped) {
    byte[] key = rootKey.unwrap(wrapped.bytes(), WRAP_KIND, row.keyring().text(), row.keyId());
    try {
      return new KeyVersion(row.keyId(), row.keyring(), row.version(), row.state(), key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  KeyVersion active(KeyringName name) {
    KeyVersion version = picture.active().get(name);
    if (version == null) {
      throw new CryptoException("keyring " + name.text() + " has no active version");
    }
    return version;
  }

  Found find(long keyId) {
    Picture now = picture;
    KeyVersion version = now.usable().get(keyId);
    if (version != null) {
      return new Found.Usable(version);
    }
    return now.destroyed().contains(keyId) ? new Found.Destroyed() : new Found.Unknown();
  }

  Optional<KeyVersion> usable(long keyId) {
    return Optional.ofNullable(picture.usable().get(keyId));
  }

  /**
   * Makes a new active version; the old one decrypts from then on. Durable when this returns, and
   * told to every node.
   *
   * @param name any but {@link KeyringName#DIRECTORY}: the directory's hashes are not made anew
   *     yet, so every subject would be lost
   * @return the number of the version that is active now, also when another node was faster
   */
  public int rotate(KeyringName name) {
    if (name == KeyringName.DIRECTORY) {
      throw new IllegalArgumentException(
          "the keyring directory cannot be rotated: no subject would be found any more");
    }
    KeyVersion current = active(name);
    store.replaceActive(
        current.version(), newVersion(name, current.version() + 1), clock.instant());
    reload();
    return active(name).version();
  }

  /**
   * Destroys a version that is not active: what only it could open is gone for ever.
   *
   * @return false when the version is active or unknown, and nothing was done
   */
  boolean destroy(long keyId) {
    boolean done = store.destroy(keyId, clock.instant());
    reload();
    return done;
  }

  /** Clears the keys; nothing is sealed or opened afterwards. */
  synchronized void close() {
    closed = true;
    picture.usable().values().forEach(KeyVersion::clear);
    picture = new Picture(Map.of(), Set.of(), Map.of());
  }
}
