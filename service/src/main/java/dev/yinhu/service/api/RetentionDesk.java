package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import dev.yinhu.accessaudit.retention.Doubt;
import dev.yinhu.accessaudit.retention.Hold;
import dev.yinhu.accessaudit.retention.HoldRefused;
import dev.yinhu.accessaudit.retention.Holds;
import dev.yinhu.accessaudit.retention.LateWitnesses;
import dev.yinhu.accessaudit.retention.Pruned;
import dev.yinhu.accessaudit.retention.Pruning;
import dev.yinhu.accessaudit.retention.PruningJournal;
import dev.yinhu.accessaudit.retention.PruningPlan;
import dev.yinhu.accessaudit.retention.PruningRefused;
import dev.yinhu.accessaudit.retention.RetentionFile;
import dev.yinhu.accessaudit.retention.RetentionPolicy;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.accessaudit.search.QueryParser;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.database.Database;
import dev.yinhu.service.config.YinhuConfig;
import java.io.IOException;
import java.nio.file.Files;
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
  /**
   * What it works on.
   *
   * @param settings with the file of the policy, without which nothing is ever pruned, and that of
   *     the witnesses
   * @param zone whose days count
   */
  public record Room(
      YinhuConfig.Audit settings,
      Database database,
      AuditLog log,
      Known known,
      AdminChanges changes,
      InstantSource clock,
      ZoneId zone) {}

  /**
   * Witnesses that lag behind.
   *
   * @param names those of the policy of witnesses
   * @param unknown why it is not known who does; then there are no names
   */
  public record Late(List<String> names, Optional<String> unknown) {
    public Late {
      names = List.copyOf(names);
    }

    private static Late unknown(String why) {
      return new Late(List.of(), Optional.of(why));
    }
  }

  private final Room room;
  private final Optional<RetentionPolicy> policy;
  private final Pruning pruning;
  private final Holds holds;
  private final String actor;
  private final Supplier<String> requestIds;

  private RetentionDesk(
      Room room,
      Optional<RetentionPolicy> policy,
      Pruning pruning,
      Holds holds,
      String actor,
      Supplier<String> requestIds) {
    this.room = room;
    this.policy = policy;
    this.pruning = pruning;
    this.holds = holds;
    this.actor = actor;
    this.requestIds = requestIds;
  }

  /**
   * Reads the policy.
   *
   * @param actor who changes something, unless {@link #as} says otherwise
   * @throws dev.yinhu.accessaudit.retention.PolicyRefused when the file has a mistake
   */
  public static RetentionDesk open(Room room, String actor, Supplier<String> requestIds) {
    Database database = room.database();
    Tiles tiles = new Tiles(database.dataSource());
    return new RetentionDesk(
        room,
        room.settings().retentionFile().map(path -> RetentionFile.read(path, room.zone())),
        Pruning.open(room.log(), tiles, database.jdbi(), room.known(), room.clock()),
        new Holds(database.jdbi(), room.known(), room.clock(), room.zone()),
        actor,
        requestIds);
  }

  /** The same for a caller of one request. */
  RetentionDesk as(String caller, String requestId) {
    return new RetentionDesk(room, policy, pruning, holds, caller, () -> requestId);
  }

  /** The policy in force on this node, if there is one. */
  public Optional<RetentionPolicy> policy() {
    return policy;
  }

  /** The pruning in force, if there was one. */
  public Optional<Pruned> pruned() {
    return pruning.pruned();
  }

  /** What an unattended pruning leaves now; empty without a policy. */
  Optional<Doubt> doubt() {
    return policy.map(pruning::doubt);
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
    return new PruningJournal(room.log(), room.clock(), actor, requestIds.get());
  }

  private RetentionPolicy declared() {
    return policy.orElseThrow(() ->
        new PruningRefused(
            "no retention policy is declared, so nothing is ever pruned; name its file in"
                + " audit.retention_file"));
  }

  /**
   * The witnesses that have not signed the published checkpoint: a pruning may take what they need
   * to go on. None when none is asked; a fault is told, as it is no reason not to prune.
   */
  public Late lateWitnesses() {
    return room.settings()
        .checkpoints()
        .witnessPolicy()
        .map(this::lateWitnesses)
        .orElseGet(() -> new Late(List.of(), Optional.empty()));
  }

  private Late lateWitnesses(Path file) {
    TrustPolicy asked;
    try {
      asked = TrustPolicy.parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException e) {
      return Late.unknown("the file of audit.witness_policy, %s, cannot be used".formatted(file));
    }
    try {
      return new Late(LateWitnesses.of(asked, room.database().jdbi()), Optional.empty());
    } catch (IllegalArgumentException e) {
      return Late.unknown("the published checkpoint in audit.checkpoint is damaged");
    }
  }

  /**
   * What a hold with this query wants now.
   *
   * @throws HoldRefused when it cannot be placed
   * @throws dev.yinhu.accessaudit.search.QueryRefused when the query cannot be read
   */
  public Filter wanted(String query) {
    return room.known().resolve(QueryParser.parse(holds.query(query), room.zone()));
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
    return room.changes()
        .make(
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
    room.changes()
        .make(
            new AdminChanges.Change(
                actor, requestIds.get(), "audit-hold-release", Map.of("hold", Long.toString(id))),
            () -> {
              holds.release(id, actor);
              return id;
            },
            _ -> Map.of());
  }
}
