package dev.yinhu.subjectrights.cases;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.clock.ExtensionReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Extensions that are wished for: each counts when, and only when, the person has been told before
 * the time is over. Durable; safe for use by many threads and nodes.
 */
public final class ExtensionWishes {
  private final ExtensionWishStore store;
  private final InstantSource clock;

  ExtensionWishes(Jdbi jdbi, InstantSource clock) {
    this.store = new ExtensionWishStore(jdbi);
    this.clock = clock;
  }

  /**
   * A wish.
   *
   * @param by who wished it
   * @param asked when
   * @param notice the key of the notice that tells the person; empty before it is in the outbox
   */
  public record Wish(
      CaseId id, ExtensionReason reason, String by, Instant asked, Optional<String> notice) {}

  /** Notes a wish; false when the case has one. */
  public boolean add(CaseId id, ExtensionReason reason, String by) {
    return store.add(id, reason.wire(), by, clock.instant());
  }

  /** All wishes, the oldest first. */
  public List<Wish> all() {
    return store.all();
  }

  /** The notice of a wish is in the outbox. */
  public void told(Wish wish, String notice) {
    store.told(wish.id(), notice);
  }

  /** The wish is fulfilled or cannot be. */
  public void remove(Wish wish) {
    store.remove(wish.id());
  }

  static ExtensionReason reason(String wire) {
    return Arrays.stream(ExtensionReason.values())
        .filter(one -> one.wire().equals(wire))
        .findFirst()
        .orElse(ExtensionReason.COMPLEX);
  }
}
