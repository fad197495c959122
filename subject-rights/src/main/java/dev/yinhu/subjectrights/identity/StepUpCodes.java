package dev.yinhu.subjectrights.identity;

import dev.yinhu.notices.SecretCode;
import dev.yinhu.subjectrights.CaseId;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.BiConsumer;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Jdbi;

/**
 * Codes of eight digits that are sent to a contact. One is good at a time, for its life, its tries
 * and one use, over all nodes. Only a keyed hash is stored. Durable when a method returns. Safe for
 * use by many threads.
 */
public final class StepUpCodes {
  private static final int DIGITS = 8;
  private static final int TEN = 10;

  private final CodeStore store;
  private final IdentityHash hash;
  private final CodeRules rules;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * The schema {@code rights} is migrated.
   *
   * @param key of at least 32 bytes, for HMAC-SHA256
   */
  public StepUpCodes(
      Jdbi jdbi, SecretKey key, CodeRules rules, InstantSource clock, SecureRandom random) {
    this.store = new CodeStore(jdbi);
    this.hash = new IdentityHash(key);
    this.rules = rules;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes a code for a case that waits for proof; the one before is good no more.
   *
   * @param send puts the notice into the outbox, in the same transaction; does not close the code
   * @return false when there is no such case, it waits for nothing, or had as many as it may
   */
  public boolean issue(CaseId id, BiConsumer<Connection, SecretCode> send) {
    char[] digits = new char[DIGITS];
    for (int i = 0; i < DIGITS; i++) {
      digits[i] = (char) ('0' + random.nextInt(TEN));
    }
    byte[] hashed = hashed(id, digits);
    try (SecretCode code = SecretCode.of(digits)) {
      return store.put(
          id, hashed, rules, clock.instant(), transaction -> send.accept(transaction, code));
    } finally {
      Arrays.fill(digits, '\0');
    }
  }

  /**
   * Whether it is the code of the case. Each call with a code that is good takes one of its tries;
   * the right one is taken whole. For a case that there is not, the same is done.
   *
   * @param digits left as they are
   */
  public boolean take(CaseId id, char[] digits) {
    return store.take(id, hashed(id, digits), rules, clock.instant());
  }

  private byte[] hashed(CaseId id, char[] digits) {
    byte[] bytes = new byte[digits.length];
    for (int i = 0; i < digits.length; i++) {
      bytes[i] = digits[i] >= '0' && digits[i] <= '9' ? (byte) digits[i] : (byte) '?';
    }
    try {
      return hash.of("yinhu step-up code " + id.text(), bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
