package dev.yinhu.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yinhu.crypto.epoch.VaultException;
import dev.yinhu.register.SubjectId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

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
  private static final int MOST_READINGS = 3;
  private static final int MOST_ROUNDS = 5;

  private final SubjectKeys keys;
  private final SubjectStore store;
  private final Erasures ledger;
  private final InstantSource clock;
  private final Cache<SubjectHash, KeyScope> scopes;
  private final Keyrings keyrings;
  private volatile @Nullable Keyed keyed;
  private final AtomicLong erasures = new AtomicLong();

  SubjectDirectory(
      Keyrings keyrings, Epochs epochs, InstantSource clock, Cache<SubjectHash, KeyScope> scopes) {
    this.keys = epochs.keys();
    this.store = epochs.subjects();
    this.ledger = epochs.erasures();
    this.clock = clock;
    this.scopes = scopes;
    this.keyrings = keyrings;
  }

  private record Keyed(KeyVersion version, SubjectHash.Hasher hasher) {}

  /** Every scope that somebody still holds, in the cache or not: by identity, held weakly. */
  private final Cache<KeyScope, Boolean> inUse = Caffeine.newBuilder().weakKeys().build();

  /** Under the directory's key as it is in memory now. */
  private SubjectHash hash(SubjectId subject) {
    KeyVersion version = keyrings.active(KeyringName.DIRECTORY);
    Keyed now = keyed;
    if (now == null || !now.version().equals(version)) {
      now = new Keyed(version, new SubjectHash.Hasher(version));
      keyed = now;
    }
    return now.hasher().hash(subject);
  }

  /** The scope if it is in the cache. Never blocks. */
  public Optional<KeyScope> cached(SubjectId subject) {
    return Optional.ofNullable(scopes.getIfPresent(hash(subject)));
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
   *
   * @throws VaultException when the epoch has ended and the key directory cannot be read
   */
  public Map<SubjectId, KeyScope> findOrCreate(Collection<SubjectId> subjects) {
    Map<SubjectHash, SubjectId> wanted = hashes(subjects);
    long before = erasures.get();
    Map<SubjectId, KeyScope> found = take(store.find(wanted.keySet()), wanted, before);
    for (int round = 1; found.size() < wanted.size(); round++) {
      anotherRound(round);
      Map<SubjectHash, SubjectKeys.Made> made = HashMap.newHashMap(wanted.size() - found.size());
      wanted.forEach((hash, subject) -> {
        if (!found.containsKey(subject)) {
          made.put(hash, keys.make(hash));
        }
      });
      found.putAll(add(made, wanted, before));
    }
    return found;
  }

  /**
   * A second round is needed when the epoch or the key ended that this node takes for the current
   * one, or when somebody is erased between two statements.
   */
  private void anotherRound(int round) {
    if (round > MOST_ROUNDS) {
      throw new CryptoException(
          "new subjects were not stored in %d rounds: the epoch or the key under which this node wraps keys has ended, or they are erased again and again"
              .formatted(MOST_ROUNDS));
    }
    if (round > 1) {
      keys.reload();
    }
  }

  /** Stores them; whom another thread or node stored first has the key that was stored. */
  private Map<SubjectId, KeyScope> add(
      Map<SubjectHash, SubjectKeys.Made> made, Map<SubjectHash, SubjectId> wanted, long before) {
    Set<SubjectHash> added =
        store.addMissing(
            made.values().stream().map(SubjectKeys.Made::row).toList(), clock.instant());
    Map<SubjectId, KeyScope> found = HashMap.newHashMap(made.size());
    List<SubjectHash> others = new ArrayList<>();
    made.forEach((hash, one) -> {
      if (added.contains(hash)) {
        found.put(wanted.get(hash), remembered(hash, one.scope(), before));
      } else {
        one.scope().clear();
        others.add(hash);
      }
    });
    if (!others.isEmpty()) {
      found.putAll(take(store.find(others), wanted, before));
    }
    return found;
  }

  private KeyScope remembered(SubjectHash hash, KeyScope scope, long erasuresBefore) {
    inUse.put(scope, true);
    cache(hash, scope, erasuresBefore);
    return scope;
  }

  private Map<SubjectHash, SubjectId> hashes(Collection<SubjectId> subjects) {
    Map<SubjectHash, SubjectId> hashes = HashMap.newHashMap(subjects.size());
    for (SubjectId subject : subjects) {
      hashes.put(hash(subject), subject);
    }
    return hashes;
  }

  private Map<SubjectId, KeyScope> take(
      List<SubjectStore.Row> rows, Map<SubjectHash, SubjectId> wanted, long erasuresBefore) {
    Map<SubjectId, KeyScope> found = HashMap.newHashMap(wanted.size());
    List<SubjectStore.Row> unread = rows;
    for (int reading = 1; !unread.isEmpty(); reading++) {
      List<SubjectHash> moved = new ArrayList<>();
      for (SubjectStore.Row row : unread) {
        keys.open(row)
            .ifPresentOrElse(
                scope ->
                    found.put(
                        wanted.get(row.hash()), remembered(row.hash(), scope, erasuresBefore)),
                () -> moved.add(row.hash()));
      }
      unread = moved.isEmpty() ? List.of() : again(moved, reading);
    }
    return found;
  }

  /** Rows whose epoch ended between reading and opening: their keys are wrapped under another. */
  private List<SubjectStore.Row> again(List<SubjectHash> moved, int readings) {
    if (readings == MOST_READINGS) {
      throw new CryptoException(
          "the keys of %d subjects are wrapped under an epoch that is destroyed: restart this node, which sorts out what a restored backup brought"
              .formatted(moved.size()));
    }
    return store.find(moved);
  }

  /**
   * Looks at the counter after the scope is in the cache, too: an erasure counts before it evicts,
   * so either it evicts what stands here already, or it is seen here.
   */
  private void cache(SubjectHash hash, KeyScope scope, long erasuresBefore) {
    if (erasures.get() != erasuresBefore) {
      return;
    }
    scopes.put(hash, scope);
    if (erasures.get() != erasuresBefore) {
      scopes.invalidate(hash);
    }
  }

  /** The scopes of those subjects that exist, by their references. Not cached. Blocks. */
  public Map<SubjectRef, KeyScope> findByRef(Collection<SubjectRef> refs) {
    Map<SubjectRef, KeyScope> found = HashMap.newHashMap(refs.size());
    List<SubjectStore.Row> unread = refs.isEmpty() ? List.of() : store.findByRef(refs);
    for (int reading = 1; !unread.isEmpty(); reading++) {
      List<SubjectHash> moved = new ArrayList<>();
      for (SubjectStore.Row row : unread) {
        keys.open(row)
            .ifPresentOrElse(
                scope -> {
                  inUse.put(scope, true);
                  found.put(row.ref(), scope);
                },
                () -> moved.add(row.hash()));
      }
      unread = moved.isEmpty() ? List.of() : again(moved, reading);
    }
    return found;
  }

  /** Those of the references that belong to a subject who exists. Blocks. */
  public Set<SubjectRef> known(Collection<SubjectRef> refs) {
    return refs.isEmpty() ? new HashSet<>() : store.known(refs);
  }

  /**
   * Erases the subject's key and reference: every ciphertext of theirs is unreadable for ever, and
   * no reference links to them. Durable when this returns, in the erasure ledger outside the
   * database too, so that no restored backup brings them back; other nodes forget the key within
   * moments, at the latest when their cache time is over.
   *
   * @return false when no such subject is known
   */
  public boolean erase(SubjectId subject) {
    return erase(List.of(subject)) == 1;
  }

  /**
   * Erases several at once, at the cost of one. When this throws, some may be erased: do it again.
   *
   * @return how many of them were known
   */
  public int erase(Collection<SubjectId> subjects) {
    Set<SubjectHash> hashes = hashes(subjects).keySet();
    int existed = ledger.erase(hashes);
    hashes.forEach(this::forget);
    return existed;
  }

  /** What another node's erasure says: the hash in hexadecimal. Anything else empties the cache. */
  void forget(String hashText) {
    try {
      forget(new SubjectHash(HexFormat.of().parseHex(hashText)));
    } catch (IllegalArgumentException notAHash) {
      forgetAll();
    }
  }

  private void forget(SubjectHash hash) {
    erasures.incrementAndGet();
    scopes.invalidate(hash);
  }

  /** Clears the keys of all scopes that are still held, and forgets the directory's. */
  void close() {
    keyed = null;
    inUse.asMap().keySet().forEach(KeyScope::clear);
    forgetAll();
  }

  /** Drops all that may have been derived from a version of a keyring that was destroyed. */
  void forgetDestroyed() {
    keys.forgetWraps();
    forgetAll();
  }

  /** Forgets every cached scope: called when notices of erasures may have been missed. */
  void forgetAll() {
    erasures.incrementAndGet();
    scopes.invalidateAll();
  }
}
