package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.accessaudit.verify.PruneDeclaration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes the beginning of the log away when a policy lets it go.
 *
 * <p>In this order, each step durable before the next: copy what must be kept; declare the boundary
 * in the log; record the boundary, from when on nothing below is read; delete the batches below;
 * state the outcome in the log. Broken off before the boundary is recorded, nothing has happened;
 * after it, the next run, on whatever node, goes on with the deleting. The hashes of the tree above
 * its lowest level stay, so that the root, and proofs of what is kept, stay what they were.
 *
 * <p>Safe for use by many threads and on several nodes; one prunes at a time, and the others are
 * refused. Appending goes on meanwhile. Blocks for long.
 */
public final class Pruning {
  private static final int BATCHES_AT_ONCE = 256;
  private static final int HELD_AT_ONCE = 4_096;
  private static final int TRIES = 3;

  private final AuditLog log;
  private final Tiles tiles;
  private final RetentionStore store;
  private final Known known;
  private final LongSupplier published;
  private final InstantSource clock;

  /**
   * @param known what rules and holds need to be evaluated
   * @param published size of the tree of the last published checkpoint
   * @param clock by which entries grow old
   */
  public Pruning(
      AuditLog log,
      Tiles tiles,
      Jdbi jdbi,
      Known known,
      LongSupplier published,
      InstantSource clock) {
    this.log = log;
    this.tiles = tiles;
    this.store = new RetentionStore(jdbi);
    this.known = known;
    this.published = published;
    this.clock = clock;
  }

  /** As the constructor, with the checkpoint that all nodes see as published. */
  public static Pruning open(
      AuditLog log, Tiles tiles, Jdbi jdbi, Known known, InstantSource clock) {
    return new Pruning(log, tiles, jdbi, known, new RetentionStore(jdbi)::publishedSize, clock);
  }

  /** The pruning in force; empty when nothing was ever pruned. */
  public Optional<Pruned> pruned() {
    return store.pruned();
  }

  /** What a pruning would do now. Changes nothing. */
  public PruningPlan plan(RetentionPolicy policy) {
    return new Run(policy).plan(_ -> {});
  }

  /**
   * Prunes.
   *
   * @return what was done; nothing when nothing is old enough
   * @throws PruningRefused when it must not be done now; what to do first stands in the message
   */
  public PruningPlan prune(RetentionPolicy policy, PruningJournal journal) {
    try (RetentionStore.Turn _ =
        store.turn().orElseThrow(() -> new PruningRefused("somebody prunes the log just now"))) {
      finishBroken(journal);
      for (int tried = 0; tried < TRIES; tried++) {
        Run run = new Run(policy);
        store.dropUnused();
        PruningPlan plan = run.plan(store::copy);
        if (!plan.obstacles().isEmpty()) {
          throw new PruningRefused(String.join("; ", plan.obstacles()));
        }
        if (plan.boundary() == plan.from() && plan.released() == 0) {
          return plan;
        }
        if (run.make(plan, journal)) {
          return plan;
        }
      }
      throw new PruningRefused("holds were placed while the log was looked through; prune again");
    }
  }

  /** A pruning that recorded its boundary but was broken off before its end. */
  private void finishBroken(PruningJournal journal) {
    store
        .unfinished()
        .ifPresent(boundary -> {
          deleteBatches();
          journal.append(
              Phase.DONE,
              Map.of(PruneDeclaration.BELOW, Long.toString(boundary), "resumed", "true"));
          store.finished(boundary, clock.instant());
        });
  }

  private void deleteBatches() {
    while (store.deleteBatches(BATCHES_AT_ONCE) > 0) {
      // Each call is a short transaction, so that appending never waits for long.
    }
  }

  /** One try, with the rules and holds of its beginning. */
  private final class Run {
    private final RetentionPolicy policy;
    private final Instant now = clock.instant();
    private final LocalDate today;
    private final Keepers keepers;
    private final List<Long> released = new ArrayList<>();

    Run(RetentionPolicy policy) {
      this.policy = policy;
      this.today = LocalDate.ofInstant(now, policy.zone());
      List<Hold> inForce = store.holds();
      inForce.removeIf(hold -> !hold.isInForce(today));
      this.keepers = new Keepers(policy, inForce, known, now);
    }

    PruningPlan plan(Consumer<List<HeldCopy>> kept) {
      long from = store.boundary();
      Instant committedBefore = policy.standard().committedBefore(now, policy.zone());
      long size = log.head().size();
      long firstYoung = store.firstYoung(from, committedBefore).orElse(size - 1);
      long end = Math.min(firstYoung, size - 1);
      long boundary = Math.max(from, end - Math.floorMod(end, TilePath.FULL));
      List<String> obstacles = boundary > from ? obstacles(boundary) : List.of();
      long held = 0;
      if (obstacles.isEmpty()) {
        tiles.advance(boundary);
        held = new OldEntries(log, store, keepers).read(from, boundary, kept);
        findReleased(from);
      }
      return new PruningPlan(
          from,
          boundary,
          committedBefore,
          held,
          released.size(),
          new TreeMap<>(keepers.keptBy()),
          obstacles);
    }

    private List<String> obstacles(long boundary) {
      List<String> obstacles = new ArrayList<>();
      long checkpoint = published.getAsLong();
      if (checkpoint < boundary) {
        obstacles.add(
            "the published checkpoint has %d entries, the boundary is %d: wait for the next"
                .formatted(checkpoint, boundary));
      }
      store
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
    private void findReleased(long below) {
      List<StoredEntry> held = new ArrayList<>();
      if (below > 0) {
        log.forEach(
            0,
            below,
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
      BitSet kept = keepers.kept(held);
      for (int at = kept.nextClearBit(0); at < held.size(); at = kept.nextClearBit(at + 1)) {
        // The policy may have become longer since.
        if (policy.standard().isOver(held.get(at).committedAt(), now, policy.zone())) {
          released.add(held.get(at).index());
        }
      }
      held.clear();
    }

    /** False when holds were placed meanwhile; then nothing was changed. */
    boolean make(PruningPlan plan, PruningJournal journal) {
      TreeHead pruned = new TreeHead(plan.boundary(), tiles.range(plan.boundary()).root());
      Map<String, String> told = told(plan, pruned);
      long intent = journal.append(Phase.INTENT, told);
      boolean further = plan.boundary() > plan.from();
      boolean changed = further ? recorded(plan, pruned, intent, journal, told) : released(plan);
      if (!changed) {
        journal.append(Phase.FAILED, told);
        return false;
      }
      if (further) {
        // A hold that was placed since keeps the copies; they are looked at again next time.
        told.put("released", Long.toString(released(plan) ? plan.released() : 0));
        deleteBatches();
      }
      journal.append(Phase.DONE, told);
      if (further) {
        store.finished(plan.boundary(), clock.instant());
      }
      return true;
    }

    private boolean released(PruningPlan plan) {
      return plan.released() == 0 || store.release(released, keepers.holds(), today);
    }

    private boolean recorded(
        PruningPlan plan,
        TreeHead pruned,
        long intent,
        PruningJournal journal,
        Map<String, String> told) {
      try {
        return store.record(
            new RetentionStore.Entry(plan, policy, now, pruned, published.getAsLong(), intent),
            keepers.holds(),
            today);
      } catch (RuntimeException e) {
        if (store.boundary() < plan.boundary()) {
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
      told.put("held", Long.toString(plan.held()));
      told.put("released", Long.toString(plan.released()));
      return told;
    }
  }
}
