package dev.yinhu.crypto;

import com.github.benmanes.caffeine.cache.Ticker;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

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
    /** It opens; whether it seals, its state says. */
    record Usable(KeyVersion version) implements Found {}

    /**
     * It is kept but opens nothing for now: below the keyring's lowest version, or its destruction
     * waits. Can be undone.
     */
    record Retired(KeyVersion version) implements Found {}

    /** It existed; its key is gone for ever. */
    record Destroyed() implements Found {}

    /** It never existed, or another node made it a moment ago. */
    record Unknown() implements Found {}
  }

  private final RootKey rootKey;
  private final KeyringStore store;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Ticker ticker;
  private boolean closed;
  private boolean reloadedForUnknown;
  private long lastForUnknown;
  private volatile LongConsumer destroyed = keyId -> {};
  private volatile KeyringPicture picture = KeyringPicture.EMPTY;

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

  /** Who is told the id of a version that was destroyed, after its key is cleared; one only. */
  void whenDestroyed(LongConsumer listener) {
    destroyed = listener;
  }

  /** Reads all versions and makes the first one of each keyring that has none. */
  void open() {
    reload();
    for (KeyringName name : KeyringName.values()) {
      if (picture.active(name).isEmpty()) {
        store.addFirst(newVersion(name), clock.instant());
      }
    }
    reload();
  }

  /** A new key for a version that will be active; its number is given where it is stored. */
  KeyringStore.Row newVersion(KeyringName name) {
    byte[] key = new byte[AesGcm.KEY_BYTES];
    random.nextBytes(key);
    long keyId = newKeyId();
    try {
      return new KeyringStore.Row(
          keyId,
          name,
          1,
          KeyState.ACTIVE,
          false,
          Optional.of(new WrappedKey(rootKey.wrap(key, WRAP_KIND, name.text(), keyId))));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private long newKeyId() {
    long id;
    do {
      id = random.nextLong() & MAX_KEY_ID;
    } while (id == 0 || picture.knows(id));
    return id;
  }

  /** Reads every version anew; called when another node says that a keyring changed. */
  public synchronized void reload() {
    if (!closed && !isLocked()) {
      read();
    }
  }

  private void read() {
    Map<Long, KeyVersion> before = picture.held();
    Map<Long, KeyVersion> held = new HashMap<>();
    List<KeyringStore.Row> rows = store.all();
    for (KeyringStore.Row row : rows) {
      row.wrapped()
          .ifPresent(wrapped -> {
            KeyVersion known = before.get(row.keyId());
            held.put(row.keyId(), known != null ? known.in(row.state()) : unwrap(row, wrapped));
          });
    }
    picture = new KeyringPicture(rows, held);
    for (KeyVersion version : before.values()) {
      if (!held.containsKey(version.keyId())) {
        version.clear();
        destroyed.accept(version.keyId());
      }
    }
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

  /** The version of the keyring that seals. */
  KeyVersion active(KeyringName name) {
    return readable()
        .active(name)
        .orElseThrow(
            () -> new CryptoException("keyring " + name.text() + " has no active version"));
  }

  /** What is known of a key id. */
  Found find(long keyId) {
    return readable().find(keyId);
  }

  /** What is known of a version by its number, for values that name no key id. */
  Found find(KeyringName name, int version) {
    return readable().find(name, version);
  }

  /**
   * The versions that open: the active one first, then the newer before the older. Retired and
   * destroyed ones are not among them.
   */
  List<KeyVersion> usable(KeyringName name) {
    return readable().usable(name);
  }

  /** The versions that are kept but open nothing for now, the newer before the older. */
  List<KeyVersion> retired(KeyringName name) {
    return readable().retired(name);
  }

  /** Every key in memory, the retired ones too. */
  Collection<KeyVersion> held() {
    return picture.held().values();
  }

  Optional<KeyVersion> usable(long keyId) {
    return readable().find(keyId) instanceof Found.Usable(KeyVersion version)
        ? Optional.of(version)
        : Optional.empty();
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
    if (!name.canRotate()) {
      throw new IllegalArgumentException(
          "the keyring directory cannot be rotated: no subject would be found any more");
    }
    rotateFrom(name, active(name).version());
    return active(name).version();
  }

  /** Rotates if this version is the active one still; false when another node was faster. */
  boolean rotateFrom(KeyringName name, int version) {
    boolean done = store.replaceActive(version, newVersion(name), clock.instant());
    reload();
    return done;
  }

  private KeyringPicture readable() {
    KeyringPicture now = picture;
    if (now.isLocked()) {
      throw new KeysUnavailable("the keys are locked until the root key is at hand again");
    }
    return now;
  }

  boolean isLocked() {
    return picture.isLocked();
  }

  /** Clears the keys until {@link #unlock}: whoever needs one gets {@link KeysUnavailable}. */
  synchronized void lock() {
    picture.held().values().forEach(KeyVersion::clear);
    picture = KeyringPicture.LOCKED;
  }

  /** Reads the keys again, the root key being at hand; locked as before when that fails. */
  synchronized void unlock() {
    if (!closed && isLocked()) {
      read();
    }
  }

  /** Clears the keys; nothing is sealed or opened afterwards. */
  synchronized void close() {
    closed = true;
    picture.held().values().forEach(KeyVersion::clear);
    picture = KeyringPicture.EMPTY;
  }
}
