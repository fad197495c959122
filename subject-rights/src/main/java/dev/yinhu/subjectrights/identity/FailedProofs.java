package dev.yinhu.subjectrights.identity;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts proof that was no good (wrong codes, refused tokens, tokens of somebody else) over all
 * nodes, and tells when it is too much from one place or against one person. Counted as tries are:
 * by keyed hash, in a table that does not grow with them. Safe for use by many threads.
 */
public final class FailedProofs {
  private final AttemptStore store;
  private final IdentityHash hash;
  private final Most most;
  private final Listener listener;
  private final InstantSource clock;

  /**
   * From how much on it is told.
   *
   * @param ofSource the kind differs from that of every other limit
   * @param ofPerson the same
   */
  public record Most(AttemptLimit ofSource, AttemptLimit ofPerson) {}

  /** Hears of it, again with each further one. Called where proof is taken: be quick. */
  @FunctionalInterface
  public interface Listener {
    /** It is as many as the limit has, or more. */
    void tooMany(Alarm alarm);
  }

  /**
   * Too many in a window.
   *
   * @param limit which
   * @param whose reference of the person; of a place the number of its row, from which nobody finds
   *     the place
   * @param began when the window began
   * @param count how many since
   */
  public record Alarm(AttemptLimit limit, String whose, Instant began, int count) {}

  /**
   * The schema {@code rights} is migrated.
   *
   * @param key of at least 32 bytes, for HMAC-SHA256
   */
  public FailedProofs(Jdbi jdbi, SecretKey key, Most most, Listener listener, InstantSource clock) {
    this.store = new AttemptStore(jdbi);
    this.hash = new IdentityHash(key);
    this.most = most;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Counts one.
   *
   * @param person reference of whose case it is; empty where there is no such case
   * @param source where it comes from; it is stored nowhere
   */
  void failed(Optional<String> person, String source) {
    int slot = slot(most.ofSource(), source);
    count(most.ofSource(), slot, Integer.toString(slot));
    person.ifPresent(one -> count(most.ofPerson(), slot(most.ofPerson(), one), one));
  }

  private int slot(AttemptLimit limit, String whose) {
    byte[] hashed = hash.of("yinhu attempt " + limit.kind(), whose);
    return Math.floorMod(ByteBuffer.wrap(hashed).getInt(), AttemptLimits.SLOTS);
  }

  private void count(AttemptLimit limit, int slot, String whose) {
    AttemptStore.Counted counted = store.counted(limit, slot, clock.instant());
    if (counted.count() >= limit.most()) {
      listener.tooMany(new Alarm(limit, whose, counted.began(), counted.count()));
    }
  }
}
