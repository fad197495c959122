package dev.yinhu.subjectrights.identity;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import javax.crypto.SecretKey;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts tries over all nodes: by identifier, and by where they come from. What is counted falls by
 * its keyed hash into one of {@value #SLOTS} rows of its kind, so the table does not grow with what
 * is thrown at it; two that fall into one row share its count, which a stranger without the key
 * cannot bring about for somebody in particular. Safe for use by many threads.
 */
public final class AttemptLimits {
  static final int SLOTS = 1 << 20;

  private final AttemptStore store;
  private final IdentityHash hash;
  private final InstantSource clock;

  /**
   * The schema {@code rights} is migrated.
   *
   * @param key of at least 32 bytes, for HMAC-SHA256
   */
  public AttemptLimits(Jdbi jdbi, SecretKey key, InstantSource clock) {
    this.store = new AttemptStore(jdbi);
    this.hash = new IdentityHash(key);
    this.clock = clock;
  }

  /**
   * Counts a try; false when there were too many. It says nothing of whether what was tried exists.
   *
   * @param whose an identifier, or where the try comes from; it is stored nowhere
   */
  public boolean permits(AttemptLimit limit, String whose) {
    byte[] hashed = hash.of("yinhu attempt " + limit.kind(), whose);
    int slot = Math.floorMod(ByteBuffer.wrap(hashed).getInt(), SLOTS);
    return store.count(limit, slot, clock.instant()) <= limit.most();
  }
}
