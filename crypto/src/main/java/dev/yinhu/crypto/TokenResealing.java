package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Seals the values of stored tokens anew under the active version of the keyring {@code field}:
 * field, subject, suite and context stay the same, so that a token turns back into its value as
 * before. In short transactions that several nodes may run at once and that a crash leaves half-way
 * without harm. Tokens that have expired are left alone, and those of an erased subject are gone.
 * Safe for use by many threads.
 */
final class TokenResealing {
  private static final int AT_ONCE = 500;

  private final Keyrings keyrings;
  private final TokenResealStore store;
  private final FieldCipher cipher;
  private final SubjectKeys subjects;
  private final InstantSource clock;

  TokenResealing(
      Keyrings keyrings,
      TokenResealStore store,
      FieldCipher cipher,
      SubjectKeys subjects,
      InstantSource clock) {
    this.keyrings = keyrings;
    this.store = store;
    this.cipher = cipher;
    this.subjects = subjects;
    this.clock = clock;
  }

  /**
   * What came of sealing anew.
   *
   * @param resealed how many tokens were sealed anew
   * @param left how many are not under the active version still: they do not open, or another node
   *     works on them
   */
  record Done(long resealed, long left) {}

  /** How many live tokens wait to be sealed anew. Blocks. */
  long waiting() {
    return waiting(active().keyId());
  }

  private long waiting(long wanted) {
    return store.counts(clock.instant()).stream()
        .filter(count -> count.keyring() == KeyringName.FIELD && count.keyId() != wanted)
        .mapToLong(TokenResealStore.Count::tokens)
        .sum();
  }

  private KeyVersion active() {
    return keyrings.active(KeyringName.FIELD);
  }

  /**
   * Goes once through all that waits. Blocks.
   *
   * @param fields which fields there are, to find the one of a token that an older release made
   * @param stop asked before each transaction whether to end early
   */
  Done run(Supplier<Collection<FieldRef>> fields, BooleanSupplier stop) {
    KeyVersion wanted = active();
    Instant now = clock.instant();
    long resealed = 0;
    for (long old : store.old(wanted.keyId(), now)) {
      Collection<FieldRef> candidates = List.copyOf(fields.get());
      Optional<TokenHash> after = Optional.empty();
      do {
        Optional<TokenResealStore.Batch> batch =
            store.step(
                after,
                old,
                wanted.keyId(),
                AT_ONCE,
                now,
                tokens -> reseal(tokens, wanted, candidates));
        if (batch.isEmpty()) {
          keyrings.reload();
          return new Done(resealed, waiting());
        }
        resealed += batch.get().changed();
        after = batch.get().last();
      } while (after.isPresent() && !stop.getAsBoolean());
    }
    return new Done(resealed, waiting(wanted.keyId()));
  }

  private List<TokenResealStore.Resealed> reseal(
      List<TokenResealStore.Sealed> tokens, KeyVersion wanted, Collection<FieldRef> candidates) {
    Map<SubjectRef, KeyScope> scopes = new HashMap<>();
    try {
      List<TokenResealStore.Resealed> done = new ArrayList<>(tokens.size());
      for (TokenResealStore.Sealed token : tokens) {
        scope(token, scopes)
            .flatMap(scope -> reseal(token, scope, candidates))
            .filter(fresh -> fresh.fresh().keyId() == wanted.keyId())
            .ifPresent(done::add);
      }
      return done;
    } finally {
      scopes.values().forEach(KeyScope::clear);
    }
  }

  /** Empty when the subject's key does not open, or was wrapped anew in this moment. */
  private Optional<KeyScope> scope(
      TokenResealStore.Sealed token, Map<SubjectRef, KeyScope> scopes) {
    if (token.subject().isEmpty()) {
      return Optional.of(cipher.shared());
    }
    SubjectStore.Row row = token.subject().get();
    KeyScope known = scopes.get(row.ref());
    if (known != null) {
      return Optional.of(known);
    }
    try {
      Optional<KeyScope> opened = subjects.open(row);
      opened.ifPresent(scope -> scopes.put(row.ref(), scope));
      return opened;
    } catch (CryptoException changedOrDestroyed) {
      return Optional.empty();
    }
  }

  private Optional<TokenResealStore.Resealed> reseal(
      TokenResealStore.Sealed token, KeyScope scope, Collection<FieldRef> candidates) {
    Collection<FieldRef> fields =
        token.field().map(List::of).orElseGet(() -> List.copyOf(candidates));
    String context = Tokens.context(token.hash());
    for (FieldRef field : fields) {
      Optional<Envelope> fresh = cipher.reseal(field, scope, context, token.envelope());
      if (fresh.isPresent()) {
        return fresh.map(envelope ->
            new TokenResealStore.Resealed(token.hash(), field, token.envelope(), envelope));
      }
    }
    return Optional.empty();
  }

  /** What stored tokens need, in words, for the status of all keys. */
  KeyStatus.Section section() {
    Map<String, String> facts = new HashMap<>();
    long active = active().keyId();
    long waiting = 0;
    for (TokenResealStore.Count count : store.counts(clock.instant())) {
      boolean sealed = count.keyring() == KeyringName.FIELD;
      waiting += sealed && count.keyId() != active ? count.tokens() : 0;
      facts.put(
          "%s_%s_%d"
              .formatted(
                  sealed ? "sealed_under" : "found_by", count.keyring().text(), count.version()),
          Long.toString(count.tokens()));
    }
    facts.put("to_reseal", Long.toString(waiting));
    return new KeyStatus.Section("tokens", facts);
  }
}
