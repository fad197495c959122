package dev.yinhu.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import dev.yinhu.register.SubjectId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns the platform's subject id into the subject's {@link KeyScope}. An id is looked up by its
 * keyed hash and never stored; erasing a person deletes the row, after which neither key nor link
 * exists.
 *
 * <p>Scopes are cached, bounded in number and time. {@link #cached} never blocks; the other methods
 * go to the database. An erasure evicts on every node; a scope read while an erasure ran is given
 * to its reader but not cached. Safe for use by many threads.
 */
public final class SubjectDirectory {
  private static final byte[] WRAP_LABEL = LengthPrefixed.utf8("yinhu/subject-key/v1");

  private final Keyrings keyrings;
  private final SubjectStore store;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Cache<SubjectHash, KeyScope> scopes;
  private final SubjectHash.Hasher hasher;
  private final AtomicLong erasures = new AtomicLong();

  SubjectDirectory(
      Keyrings keyrings,
      SubjectStore store,
      SecureRandom random,
      InstantSource clock,
      Cache<SubjectHash, KeyScope> scopes) {
    this.keyrings = keyrings;
    this.store = store;
    this.random = random;
    this.clock = clock;
    this.scopes = scopes;
    this.hasher = new SubjectHash.Hasher(keyrings.active(KeyringName.DIRECTORY));
  }

  /** The scope if it is in the cache. Never blocks. */
  public Optional<KeyScope> cached(SubjectId subject) {
    return Optional.ofNullable(scopes.getIfPresent(hasher.hash(subject)));
  }

  /** The scopes of those subjects that exist: erased and never known ones are absent. Blocks. */
  public Map<SubjectId, KeyScope> find(Collection<SubjectId> subjects) {
    Map<SubjectHash, SubjectId> wanted = hashes(subjects);
    long before = erasures.get();
    return take(store.find(wanted.keySet()), wanted, before);
  }

  /**
   * The scopes of all of them; a subject not known yet gets a reference and a key of its own, which
   * are durable when this returns. Blocks.
   */
  public Map<SubjectId, KeyScope> findOrCreate(Collection<SubjectId> subjects) {
    Map<SubjectHash, SubjectId> wanted = hashes(subjects);
    long before = erasures.get();
    Map<SubjectId, KeyScope> scopesFound = take(store.find(wanted.keySet()), wanted, before);
    List<SubjectStore.Row> missing = new ArrayList<>();
    wanted.forEach((hash, subject) -> {
      if (!scopesFound.containsKey(subject)) {
        missing.add(newSubject(hash));
      }
    });
    if (!missing.isEmpty()) {
      scopesFound.putAll(take(store.addMissing(missing, clock.instant()), wanted, before));
    }
    return scopesFound;
  }

  private Map<SubjectHash, SubjectId> hashes(Collection<SubjectId> subjects) {
    Map<SubjectHash, SubjectId> hashes = HashMap.newHashMap(subjects.size());
    for (SubjectId subject : subjects) {
      hashes.put(hasher.hash(subject), subject);
    }
    return hashes;
  }

  private Map<SubjectId, KeyScope> take(
      List<SubjectStore.Row> rows, Map<SubjectHash, SubjectId> wanted, long erasuresBefore) {
    Map<SubjectId, KeyScope> found = HashMap.newHashMap(wanted.size());
    for (SubjectStore.Row row : rows) {
      KeyScope scope = unwrap(row);
      found.put(wanted.get(row.hash()), scope);
      if (erasures.get() == erasuresBefore) {
        scopes.put(row.hash(), scope);
      }
    }
    return found;
  }

  private SubjectStore.Row newSubject(SubjectHash hash) {
    byte[] refBytes = new byte[SubjectRef.BYTES];
    random.nextBytes(refBytes);
    SubjectRef ref = new SubjectRef(refBytes);
    byte[] key = new byte[KeyWrap.KEY_BYTES];
    random.nextBytes(key);
    KeyVersion wrapping = keyrings.active(KeyringName.SUBJECT);
    try {
      WrappedKey wrapped = new WrappedKey(wrapping.wrap().seal(key, associatedData(ref)));
      return new SubjectStore.Row(hash, ref, wrapping.keyId(), wrapped);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private KeyScope unwrap(SubjectStore.Row row) {
    byte[] key =
        wrappingKey(row.wrapKeyId())
            .wrap()
            .open(row.wrappedKey().bytes(), associatedData(row.ref()))
            .orElseThrow(
                () -> new CryptoException("stored key of subject " + row.ref() + " was changed"));
    try {
      return KeyScope.ofSubject(row.ref(), key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private KeyVersion wrappingKey(long keyId) {
    Optional<KeyVersion> known = keyrings.usable(keyId);
    if (known.isPresent()) {
      return known.get();
    }
    keyrings.reload();
    return keyrings
        .usable(keyId)
        .orElseThrow(() ->
            new CryptoException(
                "subject keys are wrapped under key " + keyId + ", which does not exist"));
  }

  private static byte[] associatedData(SubjectRef ref) {
    return LengthPrefixed.of(WRAP_LABEL, ref.bytes());
  }

  /** Those of the references that belong to a subject who exists. Blocks. */
  public Set<SubjectRef> known(Collection<SubjectRef> refs) {
    return refs.isEmpty() ? new HashSet<>() : store.known(refs);
  }

  /**
   * Erases the subject's key and reference: every ciphertext of theirs is unreadable for ever, and
   * no reference links to them. Durable when this returns; other nodes forget the key within
   * moments, at the latest when their cache time is over.
   *
   * @return false when no such subject is known
   */
  public boolean erase(SubjectId subject) {
    SubjectHash hash = hasher.hash(subject);
    boolean existed = store.delete(hash);
    forget(hash);
    return existed;
  }

  /** What another node's erasure says: the hash in hexadecimal. */
  void forget(String hashText) {
    forget(new SubjectHash(HexFormat.of().parseHex(hashText)));
  }

  private void forget(SubjectHash hash) {
    erasures.incrementAndGet();
    scopes.invalidate(hash);
  }

  /** Forgets every cached scope: called when notices of erasures may have been missed. */
  void forgetAll() {
    erasures.incrementAndGet();
    scopes.invalidateAll();
  }
}
