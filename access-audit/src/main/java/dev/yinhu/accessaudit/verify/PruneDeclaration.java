package dev.yinhu.accessaudit.verify;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.tile.EntryBundles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What the log itself says about its pruned beginning: administrative entries {@value #ACTION}
 * whose detail {@value #BELOW} is the first index that was kept. As entries they are signed with
 * the tree, so nobody can add one to excuse what they removed. The outcome counts: a pruning that
 * failed, or of which only the intent is stated, declares nothing. Safe for use by many threads.
 */
public final class PruneDeclaration {
  /** The action of the entries by which a log declares that it was pruned. */
  public static final String ACTION = "audit-prune";

  /** The detail with the first index that was kept. */
  public static final String BELOW = "below";

  /** The detail of an outcome with the number of entries below it that are held then. */
  public static final String HELD = "held-total";

  private static final String INTENT = "intent";

  private static final byte[] MARK = ACTION.getBytes(StandardCharsets.US_ASCII);

  /**
   * What one entry says.
   *
   * @param intent index of the entry whose outcome it is; entries of earlier releases have none
   */
  private record Said(
      String request, Phase phase, long below, Optional<Long> intent, Optional<Long> held) {
    /** True when this outcome is that of an intent: its own, or one that a later run finished. */
    boolean ends(long index, Said begun) {
      return intent.isPresent()
          ? intent.get() == index
          : below == begun.below && (phase == Phase.DONE || request.equals(begun.request));
    }
  }

  /**
   * How many entries below the boundary are held.
   *
   * @param number as the last outcome says; empty when it does not
   * @param certain false when something behind it, or not proven yet, may have changed the number
   */
  record Held(Optional<Long> number, boolean certain) {}

  private final long expectedBelow;
  private final ConcurrentSkipListMap<Long, Said> said = new ConcurrentSkipListMap<>();

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
        Map<String, String> details = admin.details();
        said.put(
            index,
            new Said(
                admin.requestId(),
                admin.phase(),
                Long.parseLong(details.getOrDefault(BELOW, "0")),
                Optional.ofNullable(details.get(INTENT)).map(Long::valueOf),
                Optional.ofNullable(details.get(HELD)).map(Long::valueOf)));
      }
    } catch (AuditException | NumberFormatException e) {
      // No declaration, then; that the entry is in the tree was checked by its hash.
    }
  }

  /**
   * What is declared about everything below an index.
   *
   * @param bound only entries below this index count: those that a compared root proves
   */
  Finding.Declared about(long index, long bound) {
    if (index <= expectedBelow) {
      return Finding.Declared.DONE;
    }
    boolean done =
        below(bound).values().stream()
            .anyMatch(entry -> entry.phase() == Phase.DONE && entry.below() >= index);
    boolean begun = open(bound).values().stream().anyMatch(entry -> entry.below() >= index);
    return done ? Finding.Declared.DONE : begun ? Finding.Declared.BEGUN : Finding.Declared.NOT;
  }

  private SortedMap<Long, Said> below(long bound) {
    return said.headMap(bound);
  }

  /** The intents without outcome. */
  private SortedMap<Long, Said> open(long bound) {
    SortedMap<Long, Said> open = new TreeMap<>();
    below(bound)
        .forEach((index, entry) -> {
          if (entry.phase() == Phase.INTENT) {
            open.put(index, entry);
          } else {
            open.entrySet().removeIf(begun -> entry.ends(begun.getKey(), begun.getValue()));
          }
        });
    return open;
  }

  /**
   * What the last outcome says about copies; empty when the log states none.
   *
   * @param bound as in {@link #about}
   */
  Optional<Held> held(long bound) {
    Optional<Map.Entry<Long, Said>> done =
        below(bound).entrySet().stream()
            .filter(each -> each.getValue().phase() == Phase.DONE)
            .reduce((_, last) -> last);
    return done.map(last -> {
      boolean open = !open(bound).tailMap(last.getKey()).isEmpty();
      return new Held(last.getValue().held(), !open && said.tailMap(bound).isEmpty());
    });
  }
}
