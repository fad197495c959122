package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.retention.Hold;
import dev.yinhu.accessaudit.retention.HoldRefused;
import dev.yinhu.accessaudit.retention.Holds;
import dev.yinhu.accessaudit.retention.Pruned;
import dev.yinhu.accessaudit.retention.Pruning;
import dev.yinhu.accessaudit.retention.PruningJournal;
import dev.yinhu.accessaudit.retention.PruningPlan;
import dev.yinhu.accessaudit.retention.PruningRefused;
import dev.yinhu.accessaudit.retention.RetentionFile;
import dev.yinhu.accessaudit.retention.RetentionPolicy;
import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.database.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long the access log is kept, in the name of one actor: every change is in the log itself, its
 * intent before and its outcome after. Blocks; safe for use by many threads.
 */
public final class RetentionDesk {
  private final Optional<RetentionPolicy> policy;
  private final Pruning pruning;
  private final Holds holds;
  private final AuditLog log;
  private final AdminChanges changes;
  private final InstantSource clock;
  private final String actor;
  private final Supplier<String> requestIds;

  private RetentionDesk(
      Optional<RetentionPolicy> policy,
      Pruning pruning,
      Holds holds,
      AuditLog log,
      AdminChanges changes,
      InstantSource clock,
      String actor,
      Supplier<String> requestIds) {
    this.policy = policy;
    this.pruning = pruning;
    this.holds = holds;
    this.log = log;
    this.changes = changes;
    this.clock = clock;
    this.actor = actor;
    this.requestIds = requestIds;
  }

  /**
   * Reads the policy.
   *
   * @param file of the policy; without it nothing is ever pruned
   * @param actor who changes something, unless {@link #as} says otherwise
   * @throws dev.yinhu.accessaudit.retention.PolicyRefused when the file has a mistake
   */
  public static RetentionDesk open(
      Optional<Path> file,
      Database database,
      AuditLog log,
      Known known,
      AdminChanges changes,
      InstantSource clock,
      ZoneId zone,
      String actor,
      Supplier<String> requestIds) {
    Tiles tiles = new Tiles(database.dataSource());
    return new RetentionDesk(
        file.map(path -> RetentionFile.read(path, zone)),
        Pruning.open(log, tiles, database.jdbi(), known, clock),
        new Holds(database.jdbi(), known, clock, zone),
        log,
        changes,
        clock,
        actor,
        requestIds);
  }

  /** The same for a caller of one request. */
  RetentionDesk as(String caller, String requestId) {
    return new RetentionDesk(policy, pruning, holds, log, changes, clock, caller, () -> requestId);
  }

  /** The policy in force on this node, if there is one. */
  public Optional<RetentionPolicy> policy() {
    return policy;
  }

  /** The pruning in force, if there was one. */
  public Optional<Pruned> pruned() {
    return pruning.pruned();
  }

  /** What a pruning would do now. */
  public PruningPlan plan() {
    return pruning.plan(declared());
  }

  /** Prunes, for somebody who has looked at the plan. */
  public PruningPlan prune() {
    return pruning.prune(declared(), journal());
  }

  /**
   * Prunes what is old enough by the log's own course as well.
   *
   * @param stop asked again and again; true ends it
   */
  public PruningPlan pruneUnattended(BooleanSupplier stop) {
    return pruning.pruneUnattended(declared(), journal(), stop);
  }

  private PruningJournal journal() {
    return new PruningJournal(log, clock, actor, requestIds.get());
  }

  private RetentionPolicy declared() {
    return policy.orElseThrow(() ->
        new PruningRefused(
            "no retention policy is declared, so nothing is ever pruned; name its file in"
                + " audit.retention_file"));
  }

  /** Every hold there ever was. */
  public List<Hold> holds() {
    return holds.all();
  }

  /** Whether the hold keeps anything today. */
  public boolean isInForce(Hold hold) {
    return holds.isInForce(hold);
  }

  /**
   * Places a hold; its number.
   *
   * @throws HoldRefused when it cannot be placed
   * @throws dev.yinhu.accessaudit.search.QueryRefused when the query cannot be read
   */
  public long place(String query, Reason reason, Optional<LocalDate> until) {
    String kept = holds.query(query);
    return changes.make(
        new AdminChanges.Change(
            actor,
            requestIds.get(),
            "audit-hold-add",
            Map.of(
                "query",
                Sha256.hex(kept),
                "until",
                until.map(LocalDate::toString).orElse("released"))),
        () -> holds.add(kept, reason, actor, until),
        id -> Map.of("hold", id.toString()));
  }

  /**
   * Ends a hold.
   *
   * @throws HoldRefused when there is none of this number that is not released
   */
  public void release(long id) {
    changes.make(
        new AdminChanges.Change(
            actor, requestIds.get(), "audit-hold-release", Map.of("hold", Long.toString(id))),
        () -> {
          holds.release(id, actor);
          return id;
        },
        _ -> Map.of());
  }
}
