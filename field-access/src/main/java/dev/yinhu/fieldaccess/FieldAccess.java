package dev.yinhu.fieldaccess;

import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guarded encrypt, decrypt and mask. What the register does not allow is refused, and refused
 * openly; what is released has its audit entry on disk.
 *
 * <p>Before a register is {@linkplain #use given} no field is known and everything is refused. Safe
 * for use by many threads. The items of one request are all decided by one version of the register.
 */
public final class FieldAccess implements AutoCloseable {
  /** How many items a request may have. */
  public static final int MAX_ITEMS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(FieldAccess.class);

  private final Crypto crypto;
  private final ShapedItems shapes;
  private final AuditLog audit;
  private final Limits limits;
  private final InstantSource clock;
  private final DailyUseKeeper keeper;
  private final SecureRandom random = new SecureRandom();
  private final Tombstones tombstones;
  private final Suspensions suspensions;
  private final PersonsWill will;
  private final TokenKeeper tokenKeeper;
  private volatile Optional<Guard> guard = Optional.empty();

  private FieldAccess(
      Crypto crypto,
      AuditLog audit,
      DailyUse dailyUse,
      InstantSource clock,
      ZoneId zone,
      Tombstones tombstones,
      Suspensions suspensions,
      PersonsWill will) {
    this.will = will;
    this.tombstones = tombstones;
    this.suspensions = suspensions;
    this.crypto = crypto;
    this.shapes = new ShapedItems(crypto.formats());
    this.audit = audit;
    this.limits = new Limits(dailyUse, clock, zone);
    this.clock = clock;
    this.keeper = new DailyUseKeeper(dailyUse);
    this.tokenKeeper = new TokenKeeper(crypto.tokens());
  }

  /**
   * Opens the room; the schema {@code access} is migrated.
   *
   * @param zone of the calendar day by which daily limits count
   */
  public static FieldAccess open(
      Jdbi jdbi, Crypto crypto, AuditLog audit, InstantSource clock, ZoneId zone) {
    return open(jdbi, crypto, audit, clock, zone, Tombstones.NONE);
  }

  /**
   * The same where people are erased.
   *
   * @param tombstones who is being erased
   */
  public static FieldAccess open(
      Jdbi jdbi,
      Crypto crypto,
      AuditLog audit,
      InstantSource clock,
      ZoneId zone,
      Tombstones tombstones) {
    return open(jdbi, crypto, audit, clock, zone, tombstones, Suspensions.NONE);
  }

  /**
   * The same where incidents are contained.
   *
   * @param suspensions what is suspended
   */
  public static FieldAccess open(
      Jdbi jdbi,
      Crypto crypto,
      AuditLog audit,
      InstantSource clock,
      ZoneId zone,
      Tombstones tombstones,
      Suspensions suspensions) {
    return open(jdbi, crypto, audit, clock, zone, tombstones, suspensions, PersonsWill.NONE);
  }

  /**
   * The same where people give and withdraw consent, and have data restricted.
   *
   * @param will what they decided
   */
  public static FieldAccess open(
      Jdbi jdbi,
      Crypto crypto,
      AuditLog audit,
      InstantSource clock,
      ZoneId zone,
      Tombstones tombstones,
      Suspensions suspensions,
      PersonsWill will) {
    DailyUse dailyUse = new DailyUse(new DailyUseStore(jdbi), clock, zone);
    FieldAccess access =
        new FieldAccess(crypto, audit, dailyUse, clock, zone, tombstones, suspensions, will);
    access.keeper.start();
    access.tokenKeeper.start();
    return access;
  }

  /** Decides by this version of the register from now on. */
  public void use(long version, Register register) {
    guard = Optional.of(new Guard(version, register));
    LOG.info("Register version {} is in force: {}", version, register);
  }

  /** The version in force; empty before the first. */
  public Optional<Long> registerVersion() {
    return guard.map(Guard::version);
  }

  /** The field as the register in force declares it; empty when it does not. */
  public Optional<DeclaredField> declared(String field) {
    return guard.flatMap(inForce -> inForce.field(field));
  }

  /** The compound index of that name as the register in force declares it. */
  public Optional<CompoundIndex> compound(String name) {
    return guard.flatMap(inForce -> inForce.compound(name));
  }

  /** Every field of the register in force. */
  public Collection<FieldRef> fields() {
    return guard.map(Guard::fields).orElseGet(List::of);
  }

  /** Whether some active purpose of the register in force gives the caller this. Not audited. */
  public boolean may(CallerName caller, Operation operation, DeclaredField field) {
    return guard.map(inForce -> inForce.allows(caller, operation, field)).orElse(false);
  }

  /**
   * Starts to decrypt.
   *
   * @param purpose for what; the register may not know it, then every item is refused
   * @throws IllegalArgumentException when there are no or more than {@link #MAX_ITEMS} items
   * @throws NoRegister when no register is in force yet
   */
  public Access decrypt(
      Requester requester, Purpose purpose, Disclosure disclosure, List<OpenItem> items) {
    return new Revealing(room(), requester, purpose, disclosure, items);
  }

  /** Starts to encrypt; throws as {@link #decrypt} does. */
  public Access encrypt(Requester requester, List<SealItem> items) {
    return new Sealing(room(), requester, items, true);
  }

  /**
   * The same for work inside this process, which nobody's limit counts: its ciphertexts go into a
   * table and to no caller.
   */
  public Access encryptInside(Requester requester, List<SealItem> items) {
    return new Sealing(room(), requester, items, false);
  }

  /**
   * Starts to bring ciphertexts under the active key version and the declared suite; throws as
   * {@link #decrypt} does. Needs no purpose: any active one that gives the caller {@code rewrap} on
   * the field will do. A ciphertext that is there already comes back as it is.
   */
  public Access rewrap(Requester requester, List<OpenItem> items) {
    return new Rewrapping(room(), requester, items);
  }

  /**
   * Starts to compare ciphertexts with the values they should hold, under the right to {@code
   * rewrap}; throws as {@link #decrypt} does. An item is done when they are equal, and refused with
   * {@link ItemCode#DIFFERENT} when not. For work inside this process only: over a network it would
   * answer guesses.
   */
  public Access compare(Requester requester, List<CompareItem> items) {
    return new Comparing(room(), requester, items);
  }

  /** Starts to mask; throws as {@link #decrypt} does. */
  public Access mask(Requester requester, List<SealItem> items) {
    return new Masking(room(), requester, items);
  }

  /**
   * Decides on encrypting a file, and records it; the bytes move when the answer is {@linkplain
   * FileAccess.Begun#transferTo told} to. Blocks.
   *
   * @throws dev.yinhu.accessaudit.AuditUnavailable when the entry could not be made durable
   * @throws NoRegister when no register is in force yet
   */
  public FileAccess encryptFile(Requester requester, FileItem item, InputStream plaintext) {
    return FileRequests.seal(room(), requester, item, plaintext);
  }

  /**
   * Decides on decrypting a file, opens its first segment, and records it; the bytes move when the
   * answer is told to. Blocks; throws as {@link #encryptFile} does.
   *
   * @throws IOException when reading fails; then nothing was released or counted against limits
   */
  public FileAccess decryptFile(
      Requester requester, Purpose purpose, FileItem item, InputStream sealed) throws IOException {
    return FileRequests.open(room(), requester, purpose, item, sealed);
  }

  /**
   * Makes canaries by the register in force.
   *
   * @throws NoRegister when no register is in force yet
   */
  public CanaryMinting canaries() {
    return new CanaryMinting(guard.orElseThrow(NoRegister::new), crypto, random);
  }

  /**
   * Starts to compute blind indexes; throws as {@link #decrypt} does.
   *
   * @param purpose for what; empty when any active purpose may give the right
   */
  public Access index(Requester requester, Optional<Purpose> purpose, List<IndexItem> items) {
    return new Indexing(room(), requester, purpose, items);
  }

  /**
   * Starts to compute blind indexes for work inside this process: no purpose is needed, the answer
   * may have any size, and a value that gives nothing to index has an answer without an index.
   * Throws as {@link #decrypt} does.
   */
  public Access indexInside(Requester requester, List<IndexItem> items) {
    return Indexing.inside(room(), requester, items);
  }

  /**
   * Starts to compute the blind indexes of what ciphertexts hold, under the right to {@code rewrap}
   * and that to compute indexes; throws as {@link #decrypt} does. What they hold never leaves. The
   * results stand in the order of all the ciphertexts; that of an item is the one of its first. For
   * work inside this process only: over a network it would tell which ciphertexts are alike.
   */
  public Access indexSealed(Requester requester, List<SealedIndexItem> items) {
    return new SealedIndexing(room(), requester, items);
  }

  /** Starts to give values their tokens; throws as {@link #decrypt} does. */
  public Access tokenize(Requester requester, List<SealItem> items) {
    return new Tokenizing(room(), requester, items);
  }

  /** Starts to turn tokens back; takes and throws what {@link #decrypt} does. */
  public Access detokenize(
      Requester requester, Purpose purpose, Disclosure disclosure, List<TokenItem> items) {
    return new Detokenizing(room(), requester, purpose, disclosure, items);
  }

  /** Starts to tell what are tokens; throws as {@link #decrypt} does. */
  public Access checkTokens(Requester requester, List<TokenItem> items) {
    return new TokenChecking(room(), requester, items);
  }

  /** What is done with a person as a whole. */
  public Persons persons() {
    return new Persons(crypto.subjects(), audit, clock);
  }

  private Batch.Room room() {
    return new Batch.Room(
        guard.orElseThrow(NoRegister::new),
        crypto.cipher(),
        crypto.files(),
        shapes,
        crypto.keyrings(),
        crypto.subjects(),
        crypto.canaries(),
        crypto.indexes(),
        crypto.tokens(),
        audit,
        limits,
        tombstones,
        suspensions,
        will,
        clock);
  }

  /** Stores what was counted for the daily limits. Requests must have ended before. */
  @Override
  public void close() {
    tokenKeeper.close();
    keeper.close();
  }
}
