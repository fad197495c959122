package dev.yinhu.crypto;

import static dev.yinhu.crypto.KeyChangeRefused.rule;

import java.time.Instant;
import java.util.Optional;

/**
 * What is stored here and would be lost with a version: subject keys that it wraps, and tokens that
 * it seals or finds. What callers keep (envelopes, files, shaped values, index values, one-way
 * tokens) is not known here, and nothing else stored here is under a keyring: canaries, other
 * secrets, epochs and the erasure ledger hang on the root key.
 */
final class KeyNeeds {
  private KeyNeeds() {}

  /** Refuses to go on while something needs the version. */
  static void requireNone(KeyLifeStore.Locked ring, KeyLifeStore.Version version, Instant now) {
    needs(ring, version, now)
        .ifPresent(needs -> {
          throw rule(needs);
        });
  }

  /** What needs the version, with how much and what to do; empty when nothing does. */
  static Optional<String> needs(
      KeyLifeStore.Locked ring, KeyLifeStore.Version version, Instant now) {
    return switch (version.keyring()) {
      case SUBJECT ->
          told(
              ring.subjectsUnder(version),
              version,
              "the keys of %d people lie under version %d of keyring %s: wrap them anew under the"
                  + " active version first, as a running service does within minutes");
      case FIELD ->
          told(
              ring.tokensSealedUnder(version, now),
              version,
              "%d stored tokens are sealed under version %d of keyring %s: a running service seals"
                  + " them anew within minutes, and key status counts what is left; one that stays"
                  + " does not open any more, so wait until it has been expired for two days or"
                  + " delete its row");
      case TOKEN ->
          told(
              ring.tokensFoundBy(version, now),
              version,
              "%d stored tokens are found by version %d of keyring %s alone and would be lost:"
                  + " wait until they have been expired for two days or their subjects are erased");
      case DIRECTORY, INDEX, FORMAT -> Optional.empty();
    };
  }

  private static Optional<String> told(long count, KeyLifeStore.Version version, String words) {
    return count == 0
        ? Optional.empty()
        : Optional.of(words.formatted(count, version.number(), version.keyring().text()));
  }
}
