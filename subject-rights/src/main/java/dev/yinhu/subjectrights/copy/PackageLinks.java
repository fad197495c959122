package dev.yinhu.subjectrights.copy;

import dev.yinhu.subjectrights.CaseId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Tokens by which a package is taken once, by whoever holds them: 130 random bits, good for a
 * quarter of an hour, the newest of a package only. The hash is kept. Whoever shows one learns the
 * same of tokens that never were, were used, or are too old. Blocks; safe for use by many threads
 * and nodes.
 */
public final class PackageLinks {
  /** How long one is good. */
  public static final Duration LIFE = Duration.ofMinutes(15);

  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;

  private final PackageLinkStore store;
  private final InstantSource clock;
  private final SecureRandom random;

  /** The schema {@code rights} is migrated. */
  public PackageLinks(Jdbi jdbi, InstantSource clock, SecureRandom random) {
    this.store = new PackageLinkStore(jdbi);
    this.clock = clock;
    this.random = random;
  }

  /** A new one; the one before is good no more. Empty when there is no package to be taken. */
  public Optional<PackageLink> make(CaseId id) {
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      token.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    String text = token.toString();
    return store
        .put(id, hash(text), clock.instant(), clock.instant().plus(LIFE))
        .map(ends -> new PackageLink(text, ends));
  }

  /** The case whose package it takes; used up by asking. */
  public Optional<CaseId> take(String token) {
    return store
        .take(hash(token.strip().toUpperCase(Locale.ROOT)), clock.instant())
        .filter(PackageLinkStore.Shown::isGood)
        .map(PackageLinkStore.Shown::id);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(("yinhu package link\n" + token).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is in every Java", e);
    }
  }
}
