package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.tile.EntryBundles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What the log itself says about its pruned beginning: administrative entries {@value #ACTION}
 * whose detail {@value #BELOW} is the first index that was kept. As entries they are signed with
 * the tree, so nobody can add one to excuse what they removed. What they say together tells a
 * {@link PruneChain}: the outcome counts; a pruning that failed, or of which only the intent is
 * stated, declares nothing. Safe for use by many threads.
 */
public final class PruneDeclaration {
  /** The action of the entries by which a log declares that it was pruned. */
  public static final String ACTION = "audit-prune";

  /** The detail with the first index that was kept. */
  public static final String BELOW = "below";

  /** The detail of an outcome with the number of entries below it that are held then. */
  public static final String HELD = "held-total";

  /**
   * The detail of an outcome that says which ones: SHA-256, hexadecimal in lower case, over their
   * indexes in ascending order, 8 bytes each, big-endian.
   */
  public static final String HELD_HASH = "held-hash";

  private static final byte[] MARK = ACTION.getBytes(StandardCharsets.US_ASCII);

  private final long expectedBelow;
  private final ConcurrentSkipListMap<Long, PruneEntry> said = new ConcurrentSkipListMap<>();

  /**
   * @param expectedBelow what lies below counts as declared
   */
  PruneDeclaration(long expectedBelow) {
    this.expectedBelow = expectedBelow;
  }

  /**
   * Looks for declarations in a bundle of whole entries.
   *
   * @param first index of its first entry
   */
  void read(byte[] bundle, long first) {
    if (holdsMark(bundle)) {
      long index = first;
      for (byte[] leaf : EntryBundles.read(bundle)) {
        entry(index, leaf);
        index++;
      }
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

  private void entry(long index, byte[] leaf) {
    try {
      if (EntryReader.read(leaf) instanceof AuditEntry.Admin admin
          && admin.action().equals(ACTION)) {
        said.put(index, PruneEntry.of(admin));
      }
    } catch (AuditException | NumberFormatException e) {
      // No declaration, then; that the entry is in the tree was checked by its hash.
    }
  }

  /**
   * What follows from all that was read.
   *
   * @param readFrom entries below this index may not have been read
   * @param bound only entries below this index count: those that a compared root proves
   * @param complete true when all entries between the two were read
   */
  PruneChain chain(long readFrom, long bound, boolean complete) {
    return new PruneChain(
        said.headMap(bound), expectedBelow, readFrom, complete, said.tailMap(bound).isEmpty());
  }
}
