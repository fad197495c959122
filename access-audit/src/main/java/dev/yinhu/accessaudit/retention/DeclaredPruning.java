package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.verify.PruneDeclaration;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the log itself says of the pruning in force, and of the copies that were let go since. The
 * tables are held to it before anything is done or said because of them: whoever can write rows
 * there could otherwise have the service delete for them, and excuse it. Immutable.
 */
final class DeclaredPruning {
  /** The detail of an outcome that names the copies there are then. */
  static final String HELD_HASH = "held-hash";

  private static final byte[] MARK = PruningJournal.ACTION.getBytes(StandardCharsets.US_ASCII);

  /** One entry of the log that declares a pruning or states its outcome. */
  private record Said(Phase phase, Map<String, String> details) {
    OptionalLong number(String name) {
      String text = details.get(name);
      try {
        return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
      } catch (NumberFormatException e) {
        return OptionalLong.empty();
      }
    }

    boolean says(String name, long number) {
      return number(name).equals(OptionalLong.of(number));
    }
  }

  private final RetentionStore.Recorded recorded;
  private final SortedMap<Long, Said> said = new TreeMap<>();

  private DeclaredPruning(RetentionStore.Recorded recorded) {
    this.recorded = recorded;
  }

  /**
   * Reads the log from the declaration on.
   *
   * @param recorded the pruning in force by the tables
   * @throws PruningRefused when the log does not declare it
   */
  static DeclaredPruning read(AuditLog log, RetentionStore.Recorded recorded) {
    DeclaredPruning read = new DeclaredPruning(recorded);
    log.entry(recorded.intent()).ifPresent(read::add);
    read.mustBegin();
    log.forEach(recorded.intent() + 1, read::add);
    if (read.said.values().stream().anyMatch(read::contradicts)) {
      throw read.refused("the log says otherwise");
    }
    return read;
  }

  private void add(StoredEntry entry) {
    if (!holdsMark(entry.leaf())) {
      return;
    }
    try {
      if (EntryReader.read(entry.leaf()) instanceof AuditEntry.Admin admin
          && admin.action().equals(PruningJournal.ACTION)) {
        said.put(entry.index(), new Said(admin.phase(), admin.details()));
      }
    } catch (AuditException e) {
      // Not an entry of this kind, then.
    }
  }

  /** So that not each of millions of entries is parsed. */
  private static boolean holdsMark(byte[] leaf) {
    for (int at = 0; at + MARK.length <= leaf.length; at++) {
      if (leaf[at] == MARK[0] && Arrays.equals(leaf, at, at + MARK.length, MARK, 0, MARK.length)) {
        return true;
      }
    }
    return false;
  }

  private void mustBegin() {
    Said begun = said.get(recorded.intent());
    if (begun == null
        || begun.phase() != Phase.INTENT
        || !begun.says(PruneDeclaration.BELOW, recorded.boundary())
        || !begun.says("from", recorded.previous())
        || !begun.says("held", recorded.held())
        || !recorded.root().equals(begun.details().get("root"))) {
      throw refused("the entry at index %d does not declare it".formatted(recorded.intent()));
    }
  }

  private PruningRefused refused(String why) {
    return new PruningRefused(
        ("audit.pruned has the boundary %d, but %s: the table was changed behind the service's"
                + " back; nothing was deleted because of it; find out by whom, and have the"
                + " database put right (docs/audit.md, When the tables are not what the log says)")
            .formatted(recorded.boundary(), why));
  }

  /** An outcome that failed, or that went further than the tables know. */
  private boolean contradicts(Said entry) {
    return switch (entry.phase()) {
      case INTENT -> false;
      case FAILED -> entry.says("intent", recorded.intent());
      case DONE -> entry.number(PruneDeclaration.BELOW).orElse(0) > recorded.boundary();
    };
  }

  /** Whether the outcome of that intent stands in the log. */
  boolean isTold(long intent) {
    return done(intent).isPresent();
  }

  private Optional<Said> done(long intent) {
    return said.values().stream()
        .filter(entry -> entry.phase() == Phase.DONE && isOf(entry, intent))
        .findFirst();
  }

  /** Outcomes of earlier releases do not say of which intent they are. */
  private boolean isOf(Said entry, long intent) {
    return entry.details().containsKey("intent")
        ? entry.says("intent", intent)
        : intent == recorded.intent() && entry.says(PruneDeclaration.BELOW, recorded.boundary());
  }

  /**
   * Nothing happens when the log declares that so many copies are let go.
   *
   * @throws PruningRefused otherwise
   */
  void mustDeclare(HeldStore.LetGo letGo) {
    Said begun = said.get(letGo.intent());
    boolean declared =
        begun != null
            && begun.phase() == Phase.INTENT
            && begun.says(PruneDeclaration.BELOW, recorded.boundary())
            && begun.says("released", letGo.entries())
            && done(letGo.intent()).stream()
                .allMatch(outcome -> outcome.says("released", letGo.entries()))
            && said.values().stream()
                .noneMatch(outcome ->
                    outcome.phase() == Phase.FAILED && outcome.says("intent", letGo.intent()));
    if (!declared) {
      throw new PruningRefused(
          ("audit.release says that %d copies were let go by the entry at index %d, but that entry"
               + " does not declare it: the table was changed behind the service's back; find out"
               + " by whom, and bring what is missing back from a backup (docs/audit.md, When the"
               + " tables are not what the log says)")
              .formatted(letGo.entries(), letGo.intent()));
    }
  }

  /**
   * How many copies there must be below the boundary; empty when the log does not say it.
   *
   * @param all what was let go since, each of it declared
   */
  OptionalLong held(List<HeldStore.LetGo> all) {
    OptionalLong stated = isTold(recorded.intent()) ? lastStated() : begun();
    long untold =
        all.stream()
            .filter(letGo -> !isTold(letGo.intent()))
            .mapToLong(HeldStore.LetGo::entries)
            .sum();
    return stated.isEmpty() ? stated : OptionalLong.of(stated.getAsLong() - untold);
  }

  private OptionalLong lastStated() {
    return lastDone().map(last -> last.number(PruneDeclaration.HELD)).orElse(OptionalLong.empty());
  }

  private Optional<Said> lastDone() {
    return said.values().stream()
        .filter(entry ->
            entry.phase() == Phase.DONE && entry.says(PruneDeclaration.BELOW, recorded.boundary()))
        .reduce((_, last) -> last);
  }

  /**
   * Which copies there must be, as {@link #heldHash}; empty when the log does not say it, or not
   * yet.
   */
  Optional<String> heldHash(List<HeldStore.LetGo> all) {
    return isTold(recorded.intent()) && all.stream().allMatch(letGo -> isTold(letGo.intent()))
        ? lastDone().map(last -> last.details().get(HELD_HASH))
        : Optional.empty();
  }

  /**
   * Names all copies below the boundary at once: SHA-256 over their indexes in ascending order,
   * each as 8 bytes, big-endian; in lower-case hex.
   */
  static String heldHash(AuditLog log) {
    MessageDigest digest = Sha256.digest();
    log.forEachHeld(
        Long.MAX_VALUE, index -> digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, index)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of a pruning that was broken off: as many as before, and those that it copied. */
  private OptionalLong begun() {
    Said begun = said.get(recorded.intent());
    OptionalLong before =
        begun == null ? OptionalLong.empty() : begun.number(PruneDeclaration.HELD);
    return before.isEmpty() ? before : OptionalLong.of(before.getAsLong() + recorded.held());
  }
}
