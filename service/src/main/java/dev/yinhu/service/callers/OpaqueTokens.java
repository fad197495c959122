package dev.yinhu.service.callers;

import java.time.InstantSource;

/** Tokens of our own making, looked up by hash. Thread-safe; blocks on the database. */
final class OpaqueTokens implements TokenSource {

  private final CallerStore store;
  private final InstantSource clock;

  OpaqueTokens(CallerStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  static boolean looksRight(String token) {
    return token.length() == Token.LENGTH && token.startsWith(Token.PREFIX);
  }

  @Override
  public TokenVerdict read(String token) {
    var found = store.find(TokenHash.of(token));
    if (found.isEmpty()) {
      return TokenVerdict.refused(new Authentication.UnknownToken());
    }
    var stored = found.get();
    if (stored.revoked()) {
      return TokenVerdict.refused(new Authentication.RevokedToken());
    }
    if (stored.expiresAt().filter(expiry -> !expiry.isAfter(clock.instant())).isPresent()) {
      return TokenVerdict.refused(new Authentication.ExpiredToken());
    }
    return new TokenVerdict(new Authentication.Authenticated(stored.caller()), stored.expiresAt());
  }
}
