package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.accessaudit.verify.PruneDeclaration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One try to prune, with the rules, holds and pauses of its beginning. For one thread. */
final class PruningRun {
  private static final int HELD_AT_ONCE = 4_096;

  /**
   * What it works on.
   *
   * @param known what rules and holds need to be evaluated
   * @param published size of the tree of the last published checkpoint
   */
  record Parts(
      AuditLog log,
      Tiles tiles,
      RetentionStore store,
      HeldStore held,
      Known known,
      LongSupplier published) {}

  private final Parts parts;
  private final RetentionPolicy policy;
  private final Instant now;
  private final AgeBy ageBy;
  private final BooleanSupplier stop;
  private final LogAge age;
  private final long from;
  private final HoldsNow holds;
  private final Keepers keepers;
  private final List<Long> released = new ArrayList<>();
  private Instant lastCommit = Instant.MIN;

  /**
   * @param stop asked again and again; true ends it with {@link PruningStopped}
   */
  PruningRun(Parts parts, RetentionPolicy policy, Instant now, AgeBy ageBy, BooleanSupplier stop) {
    this.parts = parts;
    this.policy = policy;
    this.now = now;
    this.ageBy = ageBy;
    this.stop = stop;
    this.age = new LogAge(parts.store(), parts.log().head().size(), now, ageBy);
    this.from = age.from();
    this.holds = HoldsNow.of(parts.store().holds(), age.time(), policy.zone());
    this.keepers = new Keepers(policy, holds.inForce(), parts.known(), age.time());
  }

  PruningPlan plan(Consumer<List<HeldCopy>> kept) {
    Instant committedBefore = age.committedBefore(policy);
    long boundary = age.boundary(committedBefore);
    List<String> obstacles = boundary > from ? obstacles(boundary) : List.of();
    long held = 0;
    if (obstacles.isEmpty()) {
      parts.tiles().advance(boundary);
      held =
          new OldEntries(parts.log(), parts.store(), keepers, this::look)
              .read(from, boundary, kept);
      findReleased();
    }
    return new PruningPlan(
        from,
        boundary,
        committedBefore,
        held,
        released.size(),
        new TreeMap<>(keepers.keptBy()),
        age.doubt(policy),
        obstacles);
  }

  private void look(List<StoredEntry> entries) {
    Pruning.goOnUnless(stop);
    if (ageBy == AgeBy.LOG) {
      entries.forEach(this::mustFollow);
    }
  }

  /** A clock that was set back: how old such entries are, the log does not show. */
  private void mustFollow(StoredEntry entry) {
    Instant committed = entry.committedAt();
    if (committed.isBefore(lastCommit)
        && Duration.between(committed, lastCommit).compareTo(LogCourse.LONGEST) > 0) {
      throw new PruningRefused(
          ("the clock was set back by %d days before the entry at index %d, so its age is not"
                  + " certain; have somebody look at it and prune by hand")
              .formatted(Duration.between(committed, lastCommit).toDays(), entry.index()));
    }
    lastCommit = committed;
  }

  private List<String> obstacles(long boundary) {
    List<String> obstacles = new ArrayList<>();
    long checkpoint = parts.published().getAsLong();
    if (checkpoint < boundary) {
      obstacles.add(
          "the published checkpoint has %d entries, the boundary is %d: wait for the next"
              .formatted(checkpoint, boundary));
    }
    parts
        .store()
        .followers()
        .forEach((name, next) -> {
          if (next < boundary) {
            obstacles.add(
                "%s has come to index %d only, the boundary is %d: let it catch up"
                    .formatted(name, next, boundary));
          }
        });
    return obstacles;
  }

  /** Copies below the boundary in force that nothing keeps any more. */
  private void findReleased() {
    List<StoredEntry> held = new ArrayList<>();
    if (from > 0) {
      parts
          .log()
          .forEach(
              0,
              from,
              entry -> {
                held.add(entry);
                if (held.size() == HELD_AT_ONCE) {
                  addReleased(held);
                }
              });
    }
    addReleased(held);
  }

  private void addReleased(List<StoredEntry> held) {
    Pruning.goOnUnless(stop);
    BitSet kept = keepers.kept(held);
    LogTime time = age.time();
    for (int at = kept.nextClearBit(0); at < held.size(); at = kept.nextClearBit(at + 1)) {
      // The policy may have become longer since.
      if (time.isOver(policy.standard(), held.get(at).committedAt(), policy.zone())) {
        released.add(held.get(at).index());
      }
    }
    held.clear();
  }

  /**
   * Prunes as planned.
   *
   * @param copies how many there are below the boundary in force, as the log says it too
   * @return false when holds were placed meanwhile; then nothing was changed
   */
  boolean make(PruningPlan plan, long copies, PruningJournal journal) {
    TreeHead pruned = new TreeHead(plan.boundary(), parts.tiles().range(plan.boundary()).root());
    Map<String, String> told = told(plan, pruned);
    told.put(PruneDeclaration.HELD, Long.toString(copies));
    long intent = journal.append(Phase.INTENT, told);
    told.put("intent", Long.toString(intent));
    boolean further = plan.boundary() > plan.from();
    boolean changed =
        further
            ? recorded(plan, pruned, intent, journal, told)
            : releasedOrFailed(intent, journal, told);
    if (!changed) {
      journal.append(Phase.FAILED, told);
      return false;
    }
    // A hold that was placed since keeps the copies; they are looked at again next time.
    long gone = !further || released(intent) ? plan.released() : 0;
    if (further) {
      told.put("released", Long.toString(gone));
      Pruning.deleteBatches(parts.store(), stop);
    }
    long left = parts.held().count().found();
    Pruning.mustHold(left, copies + plan.held() - gone);
    told.put(PruneDeclaration.HELD, Long.toString(left));
    told.put(DeclaredPruning.HELD_HASH, DeclaredPruning.heldHash(parts.log()));
    journal.append(Phase.DONE, told);
    if (further) {
      parts.store().finished(plan.boundary(), now);
    }
    parts.held().told(intent);
    return true;
  }

  private boolean released(long intent) {
    return released.isEmpty()
        || parts.held().release(new HeldStore.Release(intent, released, holds.ids()), holds);
  }

  /** An intent without outcome would leave open, for whoever verifies, whether copies went. */
  private boolean releasedOrFailed(long intent, PruningJournal journal, Map<String, String> told) {
    try {
      return released(intent);
    } catch (RuntimeException e) {
      if (parts.held().released(intent) == 0) {
        journal.append(Phase.FAILED, told);
      }
      throw e;
    }
  }

  private boolean recorded(
      PruningPlan plan,
      TreeHead pruned,
      long intent,
      PruningJournal journal,
      Map<String, String> told) {
    List<Pause> passed =
        ageBy == AgeBy.LOG
            ? age.pauses().stream().filter(pause -> pause.index() <= plan.boundary()).toList()
            : List.of();
    try {
      return parts
          .store()
          .record(
              new RetentionStore.Entry(
                  plan, policy, now, pruned, parts.published().getAsLong(), intent, passed),
              holds);
    } catch (RuntimeException e) {
      if (parts.store().boundary() < plan.boundary()) {
        journal.append(Phase.FAILED, told);
      }
      throw e;
    }
  }

  private Map<String, String> told(PruningPlan plan, TreeHead pruned) {
    Map<String, String> told = new TreeMap<>();
    told.put("from", Long.toString(plan.from()));
    told.put(PruneDeclaration.BELOW, Long.toString(plan.boundary()));
    told.put("root", HexFormat.of().formatHex(pruned.root()));
    told.put("policy", policy.hash());
    told.put("committed-before", plan.committedBefore().toString());
    told.put("age-by", ageBy.word());
    told.put("held", Long.toString(plan.held()));
    told.put("released", Long.toString(plan.released()));
    return told;
  }
}
