package dev.yinhu.service.api;

import dev.yinhu.crypto.KeyChangeRecord;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Puts into the access log what becomes of keys by itself: rotation by period or use, the end of a
 * destruction's waiting time, epochs, and what is wrapped or sealed anew. The actor is {@code
 * key-keeper}, or whose command does the same.
 */
public final class KeeperRecord implements KeyChangeRecord {
  private static final String ACTOR = "key-keeper";
  private static final int ID_BYTES = 8;

  private final AdminChanges changes;
  private final String actor;
  private final Supplier<String> requestIds;

  /** For what nobody asked for; owns nothing. */
  public KeeperRecord(AdminChanges changes, SecureRandom random) {
    this(changes, ACTOR, () -> requestId(random));
  }

  /**
   * For what somebody has done at once.
   *
   * @param requestIds gives each change its request id
   */
  public KeeperRecord(AdminChanges changes, String actor, Supplier<String> requestIds) {
    this.changes = changes;
    this.actor = actor;
    this.requestIds = requestIds;
  }

  private static String requestId(SecureRandom random) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return "keeper-" + HexFormat.of().formatHex(id);
  }

  @Override
  public boolean make(String action, Map<String, String> details, Supplier<Boolean> change) {
    return changes.make(
        new AdminChanges.Change(actor, requestIds.get(), action, details),
        change,
        changed -> Map.of("changed", changed.toString()));
  }
}
