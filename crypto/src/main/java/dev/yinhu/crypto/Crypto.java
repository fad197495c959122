package dev.yinhu.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.yinhu.database.Database;
import dev.yinhu.database.Subscription;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The room put together: root key, keyrings, subject directory and field cipher over one database.
 * Safe for use by many threads. {@link #close} clears key bytes and stops listening; the database
 * belongs to the caller.
 */
public final class Crypto implements AutoCloseable {
  private final RootKey rootKey;
  private final Keyrings keyrings;
  private final Epochs epochs;
  private final SubjectDirectory subjects;
  private final FieldCipher cipher;
  private final FileCipher files;
  private final FormatCipher formats;
  private final SealedSecrets secrets;
  private final BlindIndexes indexes;
  private final KeyLifeStore lives;
  private final KeyUseLedger uses;
  private final KeyKeeper keeper;
  private final InstantSource clock;
  private final Canaries canaries;
  private final Tokens tokens;
  private final TokenResealing resealing;
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
    this.epochs =
        Epochs.open(database.jdbi(), rootKey, keyrings, List.of(), config.vault(), random, clock);
    this.subjects =
        new SubjectDirectory(keyrings, epochs, clock, scopeCache(config, Ticker.systemTicker()));
    this.cipher = new FieldCipher(keyrings);
    this.files = new FileCipher(keyrings);
    this.indexes = new BlindIndexes(keyrings, random);
    this.formats = new FormatCipher(keyrings);
    this.tokens =
        new Tokens(keyrings, new TokenStore(database.jdbi()), cipher, subjects, random, clock);
    this.resealing =
        new TokenResealing(
            keyrings, new TokenResealStore(database.jdbi()), cipher, epochs.keys(), clock);
    this.secrets = new SealedSecrets(rootKey, new KeyringStore(database.jdbi()), clock);
    this.clock = clock;
    this.lives = new KeyLifeStore(database.jdbi());
    KeyUseStore useStore = new KeyUseStore(database.jdbi());
    this.uses = new KeyUseLedger(keyrings, useStore, clock);
    String self = Long.toHexString(random.nextLong());
    this.keeper = new KeyKeeper(uses, lives, keyrings, new KeyWatch(useStore, self, clock), clock);
    keyrings.whenDestroyed(keyId -> {
      cipher.forget(keyId);
      subjects.forgetDestroyed();
    });
    this.canaries = new Canaries(new CanaryStore(database.jdbi()), secrets, random, clock);
    canaries.reload();
  }

  private void listen(Database database) {
    subscriptions.add(
        database.listen(KeyringStore.CHANNEL, any -> keyrings.reload(), keyrings::reload));
    subscriptions.add(epochs.listen(database));
    subscriptions.add(
        database.listen(CanaryStore.CHANNEL, any -> canaries.reload(), canaries::reload));
    subscriptions.add(database.listen(SubjectStore.CHANNEL, subjects::forget, subjects::forgetAll));
  }

  /** What is over its time goes by itself, also when nobody asks for anything. */
  static Cache<SubjectHash, KeyScope> scopeCache(CryptoConfig config, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(config.cachedSubjects())
        .expireAfterWrite(config.cacheTime())
        .scheduler(Scheduler.systemScheduler())
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
    OpenRoot root = OpenRoot.of(new KeyringStore(database.jdbi()), config, clock);
    return open(database, root, config, clock);
  }

  /** Over a root key that is open; closes it when the room cannot be opened. */
  static Crypto open(Database database, OpenRoot root, CryptoConfig config, InstantSource clock) {
    RootKey rootKey = root.key();
    SecureRandom random = new SecureRandom();
    Keyrings keyrings = new Keyrings(rootKey, new KeyringStore(database.jdbi()), random, clock);
    try {
      keyrings.open();
      Crypto room = new Crypto(database, rootKey, keyrings, random, config, clock);
      listening(room, database);
      root.again().ifPresent(opener -> room.lease(opener, config, root.at()));
      return room;
    } catch (RuntimeException | Error e) {
      keyrings.close();
      rootKey.close();
      throw e;
    }
  }

  private static Crypto listening(Crypto room, Database database) {
    try {
      room.listen(database);
      room.keeper.start();
      return room;
    } catch (RuntimeException | Error e) {
      room.close();
      throw e;
    }
  }

  /** Forgets every key until the root key is at hand again. */
  private void lock() {
    rootKey.lock();
    keyrings.lock();
    forgetDerived();
  }

  private void forgetDerived() {
    subjects.close();
    cipher.forget();
    epochs.forget();
    indexes.close();
    tokens.close();
  }

  /** Binds what is held in memory to the token that opened the root key. */
  private void lease(RootKeyFile.Opener opener, CryptoConfig config, long openedAt) {
    RootKeyLease.Room room =
        new RootKeyLease.Room() {
          @Override
          public void lock() {
            Crypto.this.lock();
          }

          @Override
          public void unlock() {
            epochs.recall();
            keyrings.unlock();
          }
        };
    RootKeyLease lease = new RootKeyLease(opener, rootKey, room, config.rootKeyTime(), openedAt);
    subscriptions.add(lease::close);
    lease.start();
  }

  /** Whether keys are at hand: false while what opens the root key has been away for too long. */
  public boolean keysAvailable() {
    return !keyrings.isLocked();
  }

  /** The suites that a register may name. */
  public static Set<Suite> availableSuites() {
    Set<Suite> all = EnumSet.noneOf(Suite.class);
    all.addAll(CipherSuite.declarable());
    all.addAll(FormatSuite.declarable());
    return Collections.unmodifiableSet(all);
  }

  /** The versions of every keyring. */
  public Keyrings keyrings() {
    return keyrings;
  }

  /** The keys outside the database that make erasing outlive backups. */
  public Epochs epochs() {
    return epochs;
  }

  /** From subject ids to scopes. */
  public SubjectDirectory subjects() {
    return subjects;
  }

  /** Seals and opens values. */
  public FieldCipher cipher() {
    return cipher;
  }

  /** Which values were made up and planted. */
  public Canaries canaries() {
    return canaries;
  }

  /** Seals and opens files. */
  public FileCipher files() {
    return files;
  }

  /** Blind indexes of values. */
  public BlindIndexes indexes() {
    return indexes;
  }

  /** Encrypts values that keep their shape. */
  public FormatCipher formats() {
    return formats;
  }

  /** Tokens that stand in for values. */
  public Tokens tokens() {
    return tokens;
  }

  /** Other secrets of the service. */
  public SealedSecrets secrets() {
    return secrets;
  }

  /** What administrators do with keyrings, and how the keys stand. */
  public KeyLifeCycle lifeCycle(KeyPolicy policy) {
    return new KeyLifeCycle(
        keyrings,
        lives,
        policy,
        clock,
        new KeyStatusReader(
            lives,
            uses,
            policy,
            clock,
            epochs::waiting,
            resealing::waiting,
            List.of(epochs::section, resealing::section)));
  }

  /**
   * Has versions rotated and destroyed when it is time for it, by one of all nodes that do so, and
   * the values of stored tokens sealed anew after a rotation, from within a minute on until the
   * result is closed. How often keys were used is counted anyhow.
   *
   * @param fields which fields there are in the moment, for tokens of older releases
   */
  public KeyDuties keep(
      KeyPolicy policy, KeyChangeRecord record, Supplier<Collection<FieldRef>> fields) {
    TokenResealKeeper tokenKeeper = new TokenResealKeeper(resealing, fields, record);
    keeper.keep(policy, lifeCycle(policy), record);
    tokenKeeper.start();
    return new KeyDuties(keeper, tokenKeeper);
  }

  @Override
  public void close() {
    keeper.close();
    subscriptions.forEach(Subscription::close);
    forgetDerived();
    keyrings.close();
    rootKey.close();
  }
}
