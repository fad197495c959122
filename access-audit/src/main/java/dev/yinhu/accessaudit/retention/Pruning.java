package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.accessaudit.verify.PruneDeclaration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes the beginning of the log away when a policy lets it go.
 *
 * <p>In this order, each step durable before the next: copy what must be kept; declare the boundary
 * in the log; record the boundary, from when on nothing below is read; let go what nothing keeps
 * any more; delete the batches below; state the outcome in the log. Broken off before the boundary
 * is recorded, nothing has happened; after it, the next run, on whatever node, goes on with the
 * deleting. The hashes of the tree above its lowest level stay, so that the root, and proofs of
 * what is kept, stay what they were.
 *
 * <p>Safe for use by many threads and on several nodes; one prunes at a time, and the others are
 * refused. Appending goes on meanwhile. Blocks for long.
 */
public final class Pruning {
  private static final int BATCHES_AT_ONCE = 256;
  private static final int TRIES = 3;

  private final PruningRun.Parts parts;
  private final RetentionStore store;
  private final HeldStore held;
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
    this.store = new RetentionStore(jdbi);
    this.held = new HeldStore(jdbi);
    this.parts = new PruningRun.Parts(log, tiles, store, held, known, published);
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

  /** What a pruning by hand would do now. Changes nothing. */
  public PruningPlan plan(RetentionPolicy policy) {
    return run(policy, AgeBy.CLOCK, () -> false).plan(_ -> {});
  }

  /**
   * What an unattended pruning leaves now, as the log does not show its age. Reads little, and
   * neither rules nor holds.
   */
  public Doubt doubt(RetentionPolicy policy) {
    return new LogAge(store, parts.log().head().size(), clock.instant(), AgeBy.LOG).doubt(policy);
  }

  /**
   * Prunes, as somebody asks who has looked at the {@link #plan}: the clock is taken to be right.
   *
   * @return what was done; nothing when nothing is old enough
   * @throws PruningRefused when it must not be done now; what to do first stands in the message
   */
  public PruningPlan prune(RetentionPolicy policy, PruningJournal journal) {
    return prune(policy, journal, AgeBy.CLOCK, () -> false);
  }

  /**
   * Prunes when nobody looks: only what is over by the log's own course as well, so that a clock
   * that is set forward takes nothing before its time.
   *
   * @param stop asked again and again; true ends it
   * @return what was done; {@link PruningPlan#doubt} tells what was left
   * @throws PruningRefused when it must not be done now; what to do first stands in the message
   * @throws PruningStopped when it was told to stop
   */
  public PruningPlan pruneUnattended(
      RetentionPolicy policy, PruningJournal journal, BooleanSupplier stop) {
    return prune(policy, journal, AgeBy.LOG, stop);
  }

  private PruningRun run(RetentionPolicy policy, AgeBy ageBy, BooleanSupplier stop) {
    return new PruningRun(parts, policy, clock.instant(), ageBy, stop);
  }

  private PruningPlan prune(
      RetentionPolicy policy, PruningJournal journal, AgeBy ageBy, BooleanSupplier stop) {
    try (RetentionStore.Turn _ =
        store.turn().orElseThrow(() -> new PruningRefused("somebody prunes the log just now"))) {
      long copies = mustBeDeclared();
      finishBroken(journal, stop);
      for (int tried = 0; tried < TRIES; tried++) {
        goOnUnless(stop);
        held.dropUnused();
        PruningRun run = run(policy, ageBy, stop);
        PruningPlan plan = run.plan(held::copy);
        if (!plan.obstacles().isEmpty()) {
          throw new PruningRefused(String.join("; ", plan.obstacles()));
        }
        if (plan.boundary() == plan.from() && plan.released() == 0) {
          return plan;
        }
        if (run.make(plan, copies, journal)) {
          return plan;
        }
      }
      throw new PruningRefused("holds were placed while the log was looked through; prune again");
    }
  }

  static void goOnUnless(BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      throw new PruningStopped();
    }
  }

  /**
   * What the tables say must be what the log says, before anything is done or stated because of
   * them; how many copies there are then.
   */
  private long mustBeDeclared() {
    HeldStore.Count count = held.count();
    mustHold(count.found(), count.expected());
    store
        .recorded()
        .ifPresent(recorded -> {
          DeclaredPruning declared = DeclaredPruning.read(parts.log(), recorded);
          List<HeldStore.LetGo> letGo = held.letGo(recorded.boundary());
          letGo.forEach(declared::mustDeclare);
          declared.held(letGo).ifPresent(expected -> mustHold(count.found(), expected));
          declared.heldHash(letGo).ifPresent(this::mustHoldThose);
        });
    return count.found();
  }

  /** Otherwise the next outcome would state, as if it were right, how few there are. */
  static void mustHold(long found, long expected) {
    if (found != expected) {
      throw new PruningRefused(
          ("audit.held has %d entries below the boundary, but %d were kept and not let go: it was"
               + " changed behind the service's back; find out by whom, and bring what is missing"
               + " back from a backup (docs/audit.md, When the tables are not what the log says)")
              .formatted(found, expected));
    }
  }

  private void mustHoldThose(String hash) {
    if (!hash.equals(DeclaredPruning.heldHash(parts.log()))) {
      throw new PruningRefused(
          "audit.held has as many entries below the boundary as were kept, but not the same: it was"
              + " changed behind the service's back; find out by whom, and bring what is missing"
              + " back from a backup (docs/audit.md, When the tables are not what the log says)");
    }
  }

  /** Prunings that recorded what they did but whose outcome is not in the log. */
  private void finishBroken(PruningJournal journal, BooleanSupplier stop) {
    store
        .recorded()
        .ifPresent(recorded -> {
          DeclaredPruning declared = DeclaredPruning.read(parts.log(), recorded);
          if (!declared.isTold(recorded.intent())) {
            deleteBatches(store, stop);
            tellResumed(journal, recorded.boundary(), recorded.intent());
          }
          store.finished(recorded.boundary(), clock.instant());
          held.told(recorded.intent());
          for (HeldStore.LetGo letGo : held.letGo(recorded.boundary())) {
            if (letGo.intent() != recorded.intent() && !declared.isTold(letGo.intent())) {
              tellResumed(journal, recorded.boundary(), letGo.intent());
            }
            held.told(letGo.intent());
          }
        });
  }

  private void tellResumed(PruningJournal journal, long boundary, long intent) {
    journal.append(
        Phase.DONE,
        Map.of(
            PruneDeclaration.BELOW,
            Long.toString(boundary),
            "intent",
            Long.toString(intent),
            "released",
            Long.toString(held.released(intent)),
            PruneDeclaration.HELD,
            Long.toString(held.count().found()),
            DeclaredPruning.HELD_HASH,
            DeclaredPruning.heldHash(parts.log()),
            "resumed",
            "true"));
  }

  static void deleteBatches(RetentionStore store, BooleanSupplier stop) {
    do {
      // Each call is a short transaction, so that appending never waits for long.
      goOnUnless(stop);
    } while (store.deleteBatches(BATCHES_AT_ONCE) > 0);
  }
}
