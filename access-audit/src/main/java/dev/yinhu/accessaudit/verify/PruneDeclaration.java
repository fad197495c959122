package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.tile.EntryBundles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the log itself says about its pruned beginning: an administrative entry {@value #ACTION}
 * whose detail {@value #BELOW} is the first index that was kept. As an entry it is signed with the
 * tree, so nobody can add it to excuse what they removed. Safe for use by many threads.
 */
public final class PruneDeclaration {
  /** The action of the entries by which a log declares that it was pruned. */
  public static final String ACTION = "audit-prune";

  /** The detail with the first index that was kept. */
  public static final String BELOW = "below";

  private static final byte[] MARK = ACTION.getBytes(StandardCharsets.US_ASCII);

  private final AtomicLong below;

  PruneDeclaration(long expectedBelow) {
    below = new AtomicLong(expectedBelow);
  }

  /** Looks for declarations in a bundle of the tree. */
  void read(byte[] bundle) {
    if (holdsMark(bundle)) {
      EntryBundles.read(bundle).forEach(this::entry);
    }
  }

  private static boolean holdsMark(byte[] bundle) {
    for (int at = 0; at + MARK.length <= bundle.length; at++) {
      if (bundle[at] == MARK[0]
          && Arrays.equals(bundle, at, at + MARK.length, MARK, 0, MARK.length)) {
        return true;
      }
    }
    return false;
  }

  private void entry(byte[] leaf) {
    try {
      if (EntryReader.read(leaf) instanceof AuditEntry.Admin admin
          && admin.action().equals(ACTION)) {
        long declared = Long.parseLong(admin.details().getOrDefault(BELOW, "0"));
        below.accumulateAndGet(declared, Math::max);
      }
    } catch (AuditException | NumberFormatException e) {
      // No declaration, then; that the entry is in the tree was checked by its hash.
    }
  }

  /** True when everything below the index may be pruned. */
  boolean covers(long index) {
    return index <= below.get();
  }
}
