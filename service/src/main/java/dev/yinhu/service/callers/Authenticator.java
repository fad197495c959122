package dev.yinhu.service.callers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.yinhu.service.blocking.Blocking;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs requests in. A token that was good is trusted from memory for a bounded time and until
 * {@link #forget()}; whether it has expired is asked every time. A flood of made-up tokens costs
 * neither memory nor the database: refusals are kept in a small cache of their own, and only a few
 * reads for tokens never seen good may run at once, while known tokens keep their way free.
 * Thread-safe; never blocks.
 */
public final class Authenticator {

  private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);
  private static final int REFUSALS = 2_000;
  private static final Duration REFUSAL_TIME = Duration.ofSeconds(5);
  private static final Duration KNOWN_TIME = Duration.ofHours(1);
  private static final int STRANGERS_AT_ONCE = 8;

  private final OpaqueTokens opaque;
  private final Optional<IssuerTokens> issuer;
  private final Blocking blocking;
  private final InstantSource clock;
  private final Cache<TokenHash, TokenVerdict> good;
  private final Cache<TokenHash, TokenVerdict> refused;
  private final Cache<TokenHash, Boolean> known;
  private final ConcurrentHashMap<TokenHash, CompletableFuture<Authentication>> reading =
      new ConcurrentHashMap<>();
  private final Semaphore strangers = new Semaphore(STRANGERS_AT_ONCE);
  private final AtomicLong generation = new AtomicLong();

  /**
   * @param tokens good tokens to remember
   * @param tokenTime how long one is trusted without asking again
   * @param ticker time source of the caches, {@link Ticker#systemTicker()} outside tests
   */
  public Authenticator(
      Jdbi jdbi,
      Optional<IssuerTokens> issuer,
      Blocking blocking,
      int tokens,
      Duration tokenTime,
      InstantSource clock,
      Ticker ticker) {
    this.opaque = new OpaqueTokens(new CallerStore(jdbi), clock);
    this.issuer = issuer;
    this.blocking = blocking;
    this.clock = clock;
    this.good = cache(tokens, tokenTime, ticker);
    this.refused = cache(REFUSALS, REFUSAL_TIME, ticker);
    this.known = cache(tokens, KNOWN_TIME, ticker);
  }

  private static <V> Cache<TokenHash, V> cache(int entries, Duration time, Ticker ticker) {
    return Caffeine.newBuilder()
        .maximumSize(entries)
        .expireAfterWrite(time)
        .ticker(ticker)
        .executor(Runnable::run) // Upkeep is cheap; the common pool would only add a hop.
        .build();
  }

  /**
   * Signs one request in.
   *
   * @param header the {@code Authorization} header, null when there is none
   */
  public Lookup authenticate(@Nullable String header) {
    var token = BearerToken.in(header);
    if (token == null) {
      return new Lookup.Now(new Authentication.MissingToken());
    }
    var source = source(token);
    if (source == null) {
      return new Lookup.Now(new Authentication.UnknownToken());
    }
    var hash = TokenHash.of(token);
    var verdict = good.getIfPresent(hash);
    if (verdict != null) {
      return new Lookup.Now(current(verdict));
    }
    var refusal = refused.getIfPresent(hash);
    return refusal != null ? new Lookup.Now(refusal.authentication()) : read(source, token, hash);
  }

  private @Nullable TokenSource source(String token) {
    if (OpaqueTokens.looksRight(token)) {
      return opaque;
    }
    return IssuerTokens.looksRight(token) ? issuer.orElse(null) : null;
  }

  private Authentication current(TokenVerdict verdict) {
    var until = verdict.until();
    return until.isPresent() && !until.get().isAfter(clock.instant())
        ? new Authentication.ExpiredToken()
        : verdict.authentication();
  }

  private Lookup read(TokenSource source, String token, TokenHash hash) {
    var promise = new CompletableFuture<Authentication>();
    var running = reading.putIfAbsent(hash, promise);
    if (running != null) {
      return new Lookup.Later(running);
    }
    boolean stranger = known.getIfPresent(hash) == null;
    if (stranger && !strangers.tryAcquire()) {
      finish(hash, promise, new Authentication.Unavailable());
      return new Lookup.Now(new Authentication.Unavailable());
    }
    long before = generation.get();
    var _ =
        blocking
            .submit(() -> source.read(token))
            .whenComplete((verdict, failure) -> {
              if (stranger) {
                strangers.release();
              }
              finish(hash, promise, settle(hash, verdict, failure, before));
            });
    return new Lookup.Later(promise);
  }

  private void finish(
      TokenHash hash, CompletableFuture<Authentication> promise, Authentication authentication) {
    reading.remove(hash, promise);
    promise.complete(authentication);
  }

  private Authentication settle(
      TokenHash hash, @Nullable TokenVerdict verdict, @Nullable Throwable failure, long before) {
    if (verdict == null) {
      LOG.warn(
          "cannot check a token ({}); answering 503",
          failure == null ? "no verdict" : failure.getClass().getSimpleName());
      return new Authentication.Unavailable();
    }
    switch (verdict.authentication()) {
      case Authentication.Authenticated _ -> {
        known.put(hash, true);
        keep(good, hash, verdict, before);
      }
      case Authentication.Unavailable _ -> {}
      case Authentication.MissingToken _,
          Authentication.UnknownToken _,
          Authentication.ExpiredToken _,
          Authentication.RevokedToken _ ->
          keep(refused, hash, verdict, before);
    }
    return verdict.authentication();
  }

  /** Keeps what was read, unless a change was told since: then the reading may be older than it. */
  private void keep(
      Cache<TokenHash, TokenVerdict> cache, TokenHash hash, TokenVerdict verdict, long before) {
    if (generation.get() == before) {
      cache.put(hash, verdict);
      if (generation.get() != before) {
        cache.invalidate(hash);
      }
    }
  }

  /** Forgets every token, because callers changed or a notification may have been missed. */
  public void forget() {
    generation.incrementAndGet();
    good.invalidateAll();
    refused.invalidateAll();
  }
}
