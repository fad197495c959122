package dev.yinhu.subjectrights.identity;

import dev.yinhu.notices.SecretCode;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.cases.CaseEvent;
import dev.yinhu.subjectrights.cases.Cases;
import dev.yinhu.subjectrights.cases.ChangeRefused;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Jdbi;

/**
 * Tokens by which an old contact stops a case: 130 random bits each, of which a keyed hash is
 * stored. Looking at one changes nothing, since mail programs and scanners open whatever they see;
 * only {@link #stop} does, behind a confirmation. Safe for use by many threads and nodes.
 */
public final class StopTokens {
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 26;

  private final StopTokenStore store;
  private final Cases cases;
  private final IdentityHash hash;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * The schema {@code rights} is migrated.
   *
   * @param key of at least 32 bytes, for HMAC-SHA256
   */
  public StopTokens(
      Jdbi jdbi, Cases cases, SecretKey key, InstantSource clock, SecureRandom random) {
    this.store = new StopTokenStore(jdbi);
    this.cases = cases;
    this.hash = new IdentityHash(key);
    this.clock = clock;
    this.random = random;
  }

  /** Makes one in the caller's transaction; the caller closes it. */
  SecretCode make(Connection transaction, CaseId id, Instant ends) {
    char[] letters = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      letters[i] = LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
    try {
      StopTokenStore.add(transaction, hashed(new String(letters)), id, ends);
      return SecretCode.of(letters);
    } finally {
      Arrays.fill(letters, '\0');
    }
  }

  private byte[] hashed(String token) {
    return hash.of("yinhu stop", token);
  }

  /** The case that it would stop; nothing is changed. */
  public Optional<CaseId> find(String token) {
    return store.find(hashed(token), clock.instant());
  }

  /**
   * Stops the case, if it can still be; the tokens of the case are good no more.
   *
   * @return false when the token is good for nothing, or the case cannot be stopped any more
   */
  public boolean stop(String token) {
    Optional<CaseId> found = find(token);
    if (found.isEmpty()) {
      return false;
    }
    try {
      cases.happens(found.get(), new CaseEvent.Cancelled("subject"), "old-contact");
    } catch (ChangeRefused tooLate) {
      return false;
    }
    store.forget(found.get());
    return true;
  }
}
