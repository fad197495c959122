package dev.yinhu.service.api;

import dev.yinhu.crypto.KeyChangeRecord;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Puts into the access log what becomes of keys by itself: rotation by period or use, and the end
 * of a destruction's waiting time. The actor is {@code key-keeper}.
 */
public final class KeeperRecord implements KeyChangeRecord {
  private static final String ACTOR = "key-keeper";
  private static final int ID_BYTES = 8;

  private final AdminChanges changes;
  private final SecureRandom random;

  /** Over the log of changes; owns nothing. */
  public KeeperRecord(AdminChanges changes, SecureRandom random) {
    this.changes = changes;
    this.random = random;
  }

  @Override
  public boolean make(String action, Map<String, String> details, Supplier<Boolean> change) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String requestId = "keeper-" + HexFormat.of().formatHex(id);
    return changes.make(
        new AdminChanges.Change(ACTOR, requestId, action, details),
        change,
        changed -> Map.of("changed", changed.toString()));
  }
}
