package dev.yinhu.tableprotection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** SQL over the stored progress of jobs, in our own database. */
final class PhaseStore {
  private static final int LOCK_SPACE = 0x79_70_72_74; // "yprt": ours among the advisory locks.

  private final Jdbi jdbi;
  private final InstantSource clock;

  PhaseStore(Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** The progress of the phase over exactly this table; empty when there is none. */
  Optional<PhaseState> find(ProtectionJob job, Phase phase) {
    return jdbi.withHandle(handle ->
        handle
            .select(
                "select pass, last_key, counts, pass_written, pass_changed, finished"
                    + " from protect.phase where job = ? and phase = ? and fingerprint = ?",
                job.name(),
                phase.word(),
                job.fingerprint())
            .map((rs, context) -> state(rs))
            .findOne());
  }

  private static PhaseState state(ResultSet rs) throws SQLException {
    Optional<RowKey> key = Optional.empty();
    if (rs.getArray("last_key") != null) {
      key = Optional.of(new RowKey(List.of((String[]) rs.getArray("last_key").getArray())));
    }
    List<Long> counts = List.of((Long[]) rs.getArray("counts").getArray());
    return new PhaseState(
        rs.getInt("pass"),
        key,
        Counts.ofListed(counts),
        rs.getLong("pass_written"),
        rs.getLong("pass_changed"),
        rs.getBoolean("finished"));
  }

  /**
   * Saves how far the phase is. What is saved on the way need not be on disk when this returns: a
   * server that crashes forgets the last moment, whose batches are then done once more, which does
   * nothing. That a phase is finished is durable when this returns.
   */
  void save(ProtectionJob job, Phase phase, PhaseState state) {
    jdbi.useHandle(handle ->
        handle.execute(
            "with hurry as (select set_config('synchronous_commit', case when ? then"
                + " current_setting('synchronous_commit') else 'off' end, true))"
                + " insert into protect.phase (job, phase, fingerprint, pass, last_key, counts,"
                + " pass_written, pass_changed, finished, updated_at)"
                + " select ?, ?, ?, ?, cast(? as text[]), ?, ?, ?, ?, ? from hurry"
                + " on conflict (job, phase) do update set fingerprint = excluded.fingerprint,"
                + " pass = excluded.pass, last_key = excluded.last_key, counts = excluded.counts,"
                + " pass_written = excluded.pass_written, pass_changed = excluded.pass_changed,"
                + " finished = excluded.finished, updated_at = excluded.updated_at",
            state.finished(),
            job.name(),
            phase.word(),
            job.fingerprint(),
            state.pass(),
            array(state.lastKey()),
            state.counts().listed().toArray(Long[]::new),
            state.passWritten(),
            state.passChanged(),
            state.finished(),
            clock.instant()));
  }

  private static String @Nullable [] array(Optional<RowKey> key) {
    return key.isPresent() ? key.get().parts().toArray(String[]::new) : null;
  }

  void forget(ProtectionJob job, Phase phase) {
    jdbi.useHandle(handle ->
        handle.execute(
            "delete from protect.phase where job = ? and phase = ?", job.name(), phase.word()));
  }

  /**
   * Takes the job's lock for as long as the connection lives: it goes with the process.
   *
   * @return false when somebody else holds it
   */
  static boolean lock(Connection connection, String job) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
      statement.setInt(1, LOCK_SPACE);
      statement.setString(2, job);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  static void unlock(Connection connection, String job) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_advisory_unlock(?, hashtext(?))")) {
      statement.setInt(1, LOCK_SPACE);
      statement.setString(2, job);
      statement.execute();
    }
  }
}
