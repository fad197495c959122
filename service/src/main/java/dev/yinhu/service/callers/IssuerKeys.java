package dev.yinhu.service.callers;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published keys of an issuer. Fetched on the calling thread when first asked for, when five
 * minutes old, and when a token names a key that is not among them; but never more often than the
 * given interval, however many such tokens come. When the issuer cannot be reached the last keys
 * stay good for four hours. Thread-safe; blocks.
 */
public final class IssuerKeys {

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration GOOD_IN_OUTAGE = Duration.ofHours(4);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MOST_BYTES = 256 * 1_024;

  private record Fetched(JWKSet keys, Instant at) {}

  private final URI address;
  private final InstantSource clock;
  private final Duration interval;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Fetched fetched;
  private @Nullable Instant lastAttempt;

  IssuerKeys(URI address, InstantSource clock, Duration interval) {
    this.address = address;
    this.clock = clock;
    this.interval = interval;
  }

  /** Those published at the address; nothing is fetched yet. */
  public static IssuerKeys at(URI address, InstantSource clock) {
    return new IssuerKeys(address, clock, INTERVAL);
  }

  /**
   * The keys that fit.
   *
   * @throws IssuerUnavailableException when there are no keys at all
   */
  public List<JWK> select(JWKSelector selector) {
    var now = fetched;
    if (now == null || isOlder(now, FRESH)) {
      now = fetch(now);
    }
    var matches = selector.select(now.keys());
    return matches.isEmpty() ? selector.select(fetch(now).keys()) : matches;
  }

  private boolean isOlder(Fetched keys, Duration age) {
    return keys.at().plus(age).isBefore(clock.instant());
  }

  private Fetched fetch(@Nullable Fetched seen) {
    fetching.lock();
    try {
      var current = fetched;
      if (current != null && !current.equals(seen)) {
        return current; // Somebody else fetched while this thread waited.
      }
      if (lastAttempt != null && lastAttempt.plus(interval).isAfter(clock.instant())) {
        return lastResort(current, null);
      }
      lastAttempt = clock.instant();
      var text = retriever().retrieveResource(address.toURL()).getContent();
      var fresh = new Fetched(JWKSet.parse(text), clock.instant());
      fetched = fresh;
      return fresh;
    } catch (IOException | ParseException e) {
      LOG.warn(
          "cannot fetch the issuer's keys from {}: {}",
          address.getHost(),
          e.getClass().getSimpleName());
      return lastResort(fetched, e);
    } finally {
      fetching.unlock();
    }
  }

  private Fetched lastResort(@Nullable Fetched current, @Nullable Exception cause) {
    if (current == null || isOlder(current, GOOD_IN_OUTAGE)) {
      throw new IssuerUnavailableException(cause);
    }
    return current;
  }

  private static DefaultResourceRetriever retriever() {
    return new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
  }
}
