package dev.yinhu.service.callers;

import dev.yinhu.accessaudit.DrillMark;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Adds, lists and revokes callers. Every change is durable when its method returns, and reaches the
 * nodes that serve through a notification on {@link #CHANNEL}. Thread-safe; blocks on the database.
 */
public final class Callers {

  /** PostgreSQL notification channel of changes to callers and tokens; the payload is empty. */
  public static final String CHANNEL = "yinhu_callers";

  private final CallerStore store;
  private final OpaqueTokens tokens;
  private final SecureRandom random;
  private final InstantSource clock;

  /**
   * @param jdbi the database, its schema {@code service} migrated
   */
  public Callers(Jdbi jdbi, SecureRandom random, InstantSource clock) {
    this.store = new CallerStore(jdbi);
    this.tokens = new OpaqueTokens(store, clock);
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes a token for a caller, and the caller too when the name is new. Earlier tokens stay good,
   * so that a token can be exchanged without a gap: add, roll out, revoke the older ones.
   *
   * @param expiresAt when the token stops being good; absent means never
   * @return the token, which cannot be had again
   * @throws CallerException when the name has another role, or the expiry is past
   * @throws IllegalArgumentException when the name is not a caller's name
   */
  public Token add(String name, Role role, Optional<Instant> expiresAt) {
    var caller = new Caller(name, role);
    if (DrillMark.isOnName(name)) {
      throw new CallerException(
          "caller " + name + ": names that begin with " + DrillMark.PREFIX + " are of drills");
    }
    var now = clock.instant();
    if (expiresAt.filter(expiry -> !expiry.isAfter(now)).isPresent()) {
      throw new CallerException(
          "caller " + name + ": the expiry lies in the past; give a later one");
    }
    var token = Token.random(random);
    var actual = store.add(caller, token.hash(), now, expiresAt);
    if (actual != role) {
      throw new CallerException(
          "caller " + name + " has the role " + actual.word() + "; choose another name");
    }
    return token;
  }

  /**
   * Withdraws tokens.
   *
   * @param keepNewest leaves the token made last, to end an exchange
   * @return how many were withdrawn; 0 when none was active
   * @throws CallerException when there is no such caller
   */
  public int revoke(String name, boolean keepNewest) {
    return store
        .revoke(name, keepNewest, clock.instant())
        .orElseThrow(
            () -> new CallerException("there is no caller of that name; see the list of callers"));
  }

  /** Whose token this is and whether it is good now; one of our own making. */
  public Authentication check(String token) {
    return OpaqueTokens.looksRight(token)
        ? tokens.read(token).authentication()
        : new Authentication.UnknownToken();
  }

  /** All callers by name. */
  public List<CallerSummary> list() {
    return store.list(clock.instant());
  }
}
