package dev.yinhu.crypto;

import dev.yinhu.crypto.epoch.Ledger;
import dev.yinhu.crypto.epoch.VaultDirectory;
import dev.yinhu.crypto.epoch.VaultException;
import dev.yinhu.database.OsLock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The key directory with the root key to it: writes and reads what is wrapped there. Every change
 * runs inside {@link #locked}, so that nodes and commands on one directory take turns. Safe for use
 * by many threads.
 */
final class KeyVault {
  private static final String EPOCH_PREFIX = "yek1 ";
  private static final String LEDGER_PREFIX = "ylk1.";
  private static final int LEDGER_ID_BYTES = 8;
  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

  /** Work on files. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  private final VaultDirectory directory;
  private final RootKey rootKey;
  private final SecureRandom random;
  private final ReentrantLock turn = new ReentrantLock(true);

  KeyVault(VaultDirectory directory, RootKey rootKey, SecureRandom random) {
    this.directory = directory;
    this.rootKey = rootKey;
    this.random = random;
  }

  Path path() {
    return directory.path();
  }

  /** Whether the root key is away, so that nothing wrapped can be read. */
  boolean isLocked() {
    return rootKey.isLocked();
  }

  /** Runs the work while nobody else changes the directory; not to be nested. */
  <T> T locked(Work<T> work) {
    turn.lock();
    try {
      directory.create();
      try (OsLock _ = directory.lock()) {
        return work.run();
      }
    } catch (IOException e) {
      throw new VaultException(
          "the key directory %s cannot be used: %s; make it readable and writable by this user only, and the disk have room"
              .formatted(path(), e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VaultException("interrupted while waiting for the key directory " + path(), e);
    } finally {
      turn.unlock();
    }
  }

  /** Deletes what a crash left half-written. */
  void dropDrafts() throws IOException {
    directory.dropDrafts();
  }

  boolean isEmpty() throws IOException {
    return directory.isEmpty();
  }

  Set<Integer> epochs() throws IOException {
    return directory.epochs();
  }

  /**
   * The ledger.
   *
   * @param fresh whether neither database nor directory know one: then its key is made
   * @throws VaultException when its key is missing and one is known; a new key would only hide that
   */
  Ledger ledger(boolean fresh) throws IOException {
    if (directory.readLedgerKey().isEmpty()) {
      if (!fresh) {
        throw new VaultException(
            "the key of the erasure ledger, ledger.key, is missing in %s: put it there from the key directory's own backup"
                .formatted(path()));
      }
      makeLedgerKey();
    }
    byte[] secret = ledgerSecret(directory.readLedgerKey().orElseThrow());
    try {
      return ledger(secret);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /**
   * Whether the root key is the one that wraps what is in the directory; true too when there is
   * nothing to try it on. Writes nothing and takes no lock.
   */
  boolean fits() throws IOException {
    Optional<String> wrapped = directory.readLedgerKey();
    try {
      wrapped.ifPresent(text -> Arrays.fill(ledgerSecret(text), (byte) 0));
      return true;
    } catch (VaultException otherKey) {
      return false;
    }
  }

  private void makeLedgerKey() throws IOException {
    byte[] secret = newKey();
    try {
      directory.writeLedgerKey(
          LEDGER_PREFIX
              + TO_TEXT.encodeToString(rootKey.wrap(secret, "ledger", "erasures", 1))
              + "\n");
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private byte[] ledgerSecret(String text) {
    byte[] wrapped = wrapped(text, LEDGER_PREFIX, directory.ledgerKey());
    return unwrap(directory.ledgerKey(), () -> rootKey.unwrap(wrapped, "ledger", "erasures", 1));
  }

  private Ledger ledger(byte[] secret) {
    byte[] id = derive(secret, "yinhu/ledger/id/v1", LEDGER_ID_BYTES);
    byte[] pseudonyms = derive(secret, "yinhu/ledger/pseudonym/v1", AesGcm.KEY_BYTES);
    byte[] chain = derive(secret, "yinhu/ledger/chain/v1", AesGcm.KEY_BYTES);
    try {
      return new Ledger(directory.ledger(), HexFormat.of().formatHex(id), pseudonyms, chain);
    } finally {
      Arrays.fill(pseudonyms, (byte) 0);
      Arrays.fill(chain, (byte) 0);
    }
  }

  private static byte[] derive(byte[] secret, String label, int length) {
    return Hkdf.derive(new byte[0], secret, LengthPrefixed.utf8(label), length);
  }

  /** Makes the key of a new epoch and writes it; durable when this returns. */
  EpochKey makeEpoch(int id, Instant now) throws IOException {
    Instant created = now.truncatedTo(ChronoUnit.SECONDS);
    byte[] key = newKey();
    try {
      byte[] wrapped = rootKey.wrap(key, "epoch", created.toString(), id);
      directory.writeEpoch(
          id, EPOCH_PREFIX + created + " " + TO_TEXT.encodeToString(wrapped) + "\n");
      return new EpochKey(id, created, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Reads the key of an epoch.
   *
   * @throws VaultException when it is not there, damaged, or wrapped under another root key
   */
  EpochKey readEpoch(int id) throws IOException {
    Path file = path().resolve("epoch-" + id + ".key");
    String text = directory.epoch(id).orElseThrow(() -> missing(id));
    String[] parts = text.split(" ", -1);
    if (parts.length != 3) {
      throw damaged(file);
    }
    Instant created = created(parts[1], file);
    byte[] wrapped = wrapped(parts[0] + " " + parts[2], EPOCH_PREFIX, file);
    byte[] key = unwrap(file, () -> rootKey.unwrap(wrapped, "epoch", parts[1], id));
    try {
      return new EpochKey(id, created, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  VaultException missing(int id) {
    return new VaultException(
        "the key directory %s lacks the key of epoch %d, which the database names: put the directory that all nodes of this database share there, or restore it from its own backup"
            .formatted(path(), id));
  }

  void destroyEpoch(int id) throws IOException {
    directory.destroyEpoch(id);
  }

  private static Instant created(String text, Path file) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw damaged(file);
    }
  }

  private static byte[] wrapped(String text, String prefix, Path file) {
    try {
      if (text.startsWith(prefix)) {
        return Base64.getUrlDecoder().decode(text.substring(prefix.length()));
      }
    } catch (IllegalArgumentException notBase64) {
      throw damaged(file);
    }
    throw damaged(file);
  }

  private static VaultException damaged(Path file) {
    return new VaultException(file + " is damaged: restore the key directory from its own backup");
  }

  private byte[] unwrap(Path file, Supplier<byte[]> opening) {
    try {
      return opening.get();
    } catch (KeysUnavailable e) {
      throw e;
    } catch (CryptoException e) {
      throw new VaultException(
          "%s does not open under root key %s: it is damaged, or belongs to another installation; put the right key directory there"
              .formatted(file, rootKey.idText()),
          e);
    }
  }

  private byte[] newKey() {
    byte[] key = new byte[AesGcm.KEY_BYTES];
    random.nextBytes(key);
    return key;
  }
}
