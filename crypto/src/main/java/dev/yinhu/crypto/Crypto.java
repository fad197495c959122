package dev.yinhu.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.yinhu.database.Database;
import dev.yinhu.database.Subscription;
import dev.yinhu.register.Suite;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room put together: root key, keyrings, subject directory and field cipher over one database.
 * Safe for use by many threads. {@link #close} clears key bytes and stops listening; the database
 * belongs to the caller.
 */
public final class Crypto implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Crypto.class);

  private final RootKey rootKey;
  private final Keyrings keyrings;
  private final SubjectDirectory subjects;
  private final FieldCipher cipher;
  private final FileCipher files;
  private final SealedSecrets secrets;
  private final List<Subscription> subscriptions = new ArrayList<>();

  /** Over keyrings that are open. */
  private Crypto(
      Database database,
      RootKey rootKey,
      Keyrings keyrings,
      SecureRandom random,
      CryptoConfig config,
      InstantSource clock) {
    this.rootKey = rootKey;
    this.keyrings = keyrings;
    this.subjects =
        new SubjectDirectory(
            keyrings,
            new SubjectStore(database.jdbi()),
            random,
            clock,
            scopeCache(config, Ticker.systemTicker()));
    this.cipher = new FieldCipher(keyrings);
    this.files = new FileCipher(keyrings);
    this.secrets = new SealedSecrets(rootKey, new KeyringStore(database.jdbi()), clock);
  }

  private void listen(Database database) {
    subscriptions.add(
        database.listen(KeyringStore.CHANNEL, any -> keyrings.reload(), keyrings::reload));
    subscriptions.add(database.listen(SubjectStore.CHANNEL, subjects::forget, subjects::forgetAll));
  }

  static Cache<SubjectHash, KeyScope> scopeCache(CryptoConfig config, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(config.cachedSubjects())
        .expireAfterWrite(config.cacheTime())
        .ticker(ticker)
        .build();
  }

  /**
   * Opens the room on a database that is migrated: reads the root key, or makes it when neither
   * file nor keys exist yet, and refuses to start when file and database do not belong together.
   *
   * @throws RootKeyException when the root key file is missing, damaged or the wrong one
   */
  public static Crypto open(Database database, CryptoConfig config, InstantSource clock) {
    RootKey rootKey = rootKey(database, new RootKeyFile(config.rootKeyFile()), clock);
    SecureRandom random = new SecureRandom();
    Keyrings keyrings = new Keyrings(rootKey, new KeyringStore(database.jdbi()), random, clock);
    try {
      keyrings.open();
      return listening(new Crypto(database, rootKey, keyrings, random, config, clock), database);
    } catch (RuntimeException | Error e) {
      keyrings.close();
      rootKey.close();
      throw e;
    }
  }

  private static Crypto listening(Crypto room, Database database) {
    try {
      room.listen(database);
      return room;
    } catch (RuntimeException | Error e) {
      room.close();
      throw e;
    }
  }

  private static RootKey rootKey(Database database, RootKeyFile file, InstantSource clock) {
    KeyringStore store = new KeyringStore(database.jdbi());
    boolean keysExist = store.rootKeyId().isPresent();
    RootKey rootKey = file.read().orElseGet(() -> create(file, keysExist));
    byte[] expected = store.noteRootKey(rootKey.id(), clock.instant());
    if (!MessageDigest.isEqual(expected, rootKey.id())) {
      rootKey.close();
      throw new RootKeyException(
          "the root key in %s is %s, but the keys in the database are wrapped under %s: put the right file there; nothing was changed"
              .formatted(file.path(), rootKey.idText(), HexFormat.of().formatHex(expected)));
    }
    return rootKey;
  }

  private static RootKey create(RootKeyFile file, boolean keysExist) {
    if (keysExist) {
      throw new RootKeyException(
          "the root key file "
              + file.path()
              + " is missing, but the database has keys wrapped under it: restore the file from its"
              + " offline copy; a new one would open nothing");
    }
    RootKey made;
    try {
      made = file.create(new SecureRandom());
    } catch (RootKeyException e) {
      // Another process may have made it in this moment: then it is the one to use.
      return file.read().orElseThrow(() -> e);
    }
    LOG.warn(
        "Made a new root key {} in {}. Whoever has this file and the database can read everything;"
            + " whoever loses it can read nothing. Copy it to a safe place offline.",
        made.idText(),
        file.path());
    return made;
  }

  /** The suites that a register may name. */
  public static Set<Suite> availableSuites() {
    return CipherSuite.declarable();
  }

  /** The versions of every keyring. */
  public Keyrings keyrings() {
    return keyrings;
  }

  /** From subject ids to scopes. */
  public SubjectDirectory subjects() {
    return subjects;
  }

  /** Seals and opens values. */
  public FieldCipher cipher() {
    return cipher;
  }

  /** Seals and opens files. */
  public FileCipher files() {
    return files;
  }

  /** Other secrets of the service. */
  public SealedSecrets secrets() {
    return secrets;
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
    subjects.close();
    keyrings.close();
    rootKey.close();
  }
}
