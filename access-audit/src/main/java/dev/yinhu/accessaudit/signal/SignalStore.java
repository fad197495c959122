package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.signal.SignalWarning.Settled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** SQL over the state of evaluation and the warnings. For one transaction. */
final class SignalStore {
  private static final String LEASE =
      """
      update audit.signal_state
      set owner = :me, lease_until = clock_timestamp() + make_interval(secs => :seconds)
      where owner is null or owner = :me or lease_until < clock_timestamp()
      returning watermark, change, snapshot_index
      """;

  private static final String HOLD =
      "select watermark, change, snapshot_index from audit.signal_state where owner = :me for"
          + " update";

  private static final String ADVANCE =
      """
      update audit.signal_state
      set watermark = :watermark, change = :change,
          evaluated_time = greatest(evaluated_time, :time),
          lease_until = clock_timestamp() + make_interval(secs => :seconds)
      """;

  private static final String COLUMNS =
      """
      select id, rule, severity, state, caller, actor, purpose, field, detail, window_from,
        window_to, measured, baseline, threshold, first_seen, last_seen, last_index, findings,
        evidence, raised_at, change, snoozed_until, settled_by, settled_why
      from audit.warning
      """;

  private static final String OF_KEY =
      COLUMNS
          + """
          where rule = :rule and caller = :caller and actor = :actor and purpose = :purpose
            and field = :field and detail = :detail
          """;

  private static final String INSERT =
      """
      insert into audit.warning (id, rule, severity, state, caller, actor, purpose, field, detail,
        window_from, window_to, measured, baseline, threshold, first_seen, last_seen, last_index,
        findings, evidence, raised_at, change, snoozed_until, settled_by, settled_why)
      values (:id, :rule, :severity, :state, :caller, :actor, :purpose, :field, :detail,
        :window_from, :window_to, :measured, :baseline, :threshold, :first_seen, :last_seen,
        :last_index, :findings, :evidence, :raised_at, :change, :snoozed_until, :settled_by,
        :settled_why)
      on conflict (id) do update set severity = excluded.severity, state = excluded.state,
        window_from = excluded.window_from, window_to = excluded.window_to,
        measured = excluded.measured, baseline = excluded.baseline,
        threshold = excluded.threshold, first_seen = excluded.first_seen,
        last_seen = excluded.last_seen, last_index = excluded.last_index,
        findings = excluded.findings, evidence = excluded.evidence, change = excluded.change,
        snoozed_until = excluded.snoozed_until, settled_by = excluded.settled_by,
        settled_why = excluded.settled_why
      """;

  /** Open, and also put off until a time that is over. */
  private static final String IS_OPEN =
      "(state = 'open' or (state = 'snoozed' and snoozed_until <= :now))";

  private static final String SELECTED =
      COLUMNS
          + """
          where (:rule is null or rule = :rule)
            and (:caller is null or caller = :caller)
            and (:actor is null or actor = :actor)
            and severity >= :severity
            and (:state is null or state = :state and not %s or :state = 'open' and %s)
            and change > :after and change < :before
          order by change desc limit :limit
          """
              .formatted(IS_OPEN, IS_OPEN);

  /**
   * What evaluation goes on from.
   *
   * @param watermark entries below are evaluated
   * @param change the number of the last change of any warning
   * @param snapshotIndex the entry before which the snapshot was taken
   */
  record Position(long watermark, long change, long snapshotIndex) {}

  private final Handle handle;

  private SignalStore(Handle handle) {
    this.handle = handle;
  }

  /** Does the work in one transaction, which is durable when this returns. */
  static <T> T transact(Jdbi jdbi, Function<SignalStore, T> work) {
    return jdbi.inTransaction(handle -> work.apply(new SignalStore(handle)));
  }

  /** This transaction may be lost in a crash of the server that follows soon after. */
  void mayBeLost() {
    handle.execute("set local synchronous_commit = off");
  }

  /** Takes or keeps the lease; empty while another holds it. */
  Optional<Position> lease(UUID me, Duration time) {
    return handle
        .createQuery(LEASE)
        .bind("me", me)
        .bind("seconds", time.toMillis() / 1e3)
        .map((row, context) -> position(row))
        .findOne();
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(row.getLong(1), row.getLong(2), row.getLong(3));
  }

  /** What was remembered; empty before anything was written down. */
  Optional<byte[]> snapshot() {
    return handle
        .createQuery("select snapshot from audit.signal_state where snapshot is not null")
        .mapTo(byte[].class)
        .findOne();
  }

  /** Locks the state of evaluation; empty when the lease went to another. */
  Optional<Position> hold(UUID me) {
    return handle.createQuery(HOLD).bind("me", me).map((row, context) -> position(row)).findOne();
  }

  /** Moves the watermark and keeps the lease. */
  void advance(long watermark, long change, @Nullable Instant time, Duration lease) {
    handle
        .createUpdate(ADVANCE)
        .bind("watermark", watermark)
        .bind("change", change)
        .bind("time", time == null ? null : utc(time))
        .bind("seconds", lease.toMillis() / 1e3)
        .execute();
  }

  void saveSnapshot(byte[] snapshot, long index) {
    handle
        .createUpdate("update audit.signal_state set snapshot = :bytes, snapshot_index = :index")
        .bind("bytes", snapshot)
        .bind("index", index)
        .execute();
  }

  int release(UUID me) {
    return handle.execute(
        "update audit.signal_state set owner = null, lease_until = '-infinity' where owner = ?",
        me);
  }

  /** Locks the changes of warnings, for a person's decision; gives the number of the last one. */
  long lockChanges() {
    return handle
        .createQuery("select change from audit.signal_state for update")
        .mapTo(Long.class)
        .one();
  }

  void setChange(long change) {
    handle.execute("update audit.signal_state set change = ?", change);
  }

  /** Up to which entry the warnings are complete. */
  long watermark() {
    return handle.createQuery("select watermark from audit.signal_state").mapTo(Long.class).one();
  }

  /** Time of the latest entry that was evaluated; empty before the first. */
  Optional<Instant> evaluatedTime() {
    return handle
        .createQuery(
            "select evaluated_time from audit.signal_state where evaluated_time is not null")
        .map((row, context) -> present(row, "evaluated_time"))
        .findOne();
  }

  /** The one of the rule and key that is open or snoozed, or else monitored. */
  Optional<Draft> live(SignalRule rule, SignalKey key, boolean monitored) {
    String states = monitored ? "state = 'monitored'" : "state in ('open', 'snoozed')";
    return handle
        .createQuery(OF_KEY + " and " + states)
        .bind("rule", rule.code())
        .bind("caller", key.caller())
        .bind("actor", key.actor())
        .bind("purpose", key.purpose())
        .bind("field", key.field())
        .bind("detail", key.detail())
        .map(SignalStore::draft)
        .findOne();
  }

  Optional<Draft> find(String id) {
    return handle
        .createQuery(COLUMNS + " where id = :id")
        .bind("id", id)
        .map(SignalStore::draft)
        .findOne();
  }

  List<SignalWarning> select(WarningFilter filter, Instant now) {
    return handle
        .createQuery(SELECTED)
        .bindByType("rule", filter.rule().map(SignalRule::code).orElse(null), String.class)
        .bindByType("caller", filter.caller().orElse(null), String.class)
        .bindByType("actor", filter.actor().orElse(null), String.class)
        .bind("severity", filter.least().rank())
        .bindByType("state", filter.state().map(WarningState::word).orElse(null), String.class)
        .bind("now", utc(now))
        .bind("after", filter.after())
        .bind("before", filter.before())
        .bind("limit", filter.limit())
        .map(SignalStore::draft)
        .map(Draft::warning)
        .list();
  }

  Map<SignalRule, Long> openByRule(Instant now) {
    Map<SignalRule, Long> counts = new EnumMap<>(SignalRule.class);
    handle
        .createQuery("select rule, count(*) from audit.warning where " + IS_OPEN + " group by rule")
        .bind("now", utc(now))
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> SignalRule.of(one.getKey()).ifPresent(r -> counts.put(r, one.getValue())));
    return counts;
  }

  /** Writes the warning, new or changed, under the number of the change. */
  void save(SignalWarning warning, long lastIndex, long change) {
    SignalKey key = warning.key();
    Optional<Settled> settled = warning.settled();
    Update insert =
        handle
            .createUpdate(INSERT)
            .bind("id", warning.id())
            .bind("rule", warning.rule().code())
            .bind("severity", warning.severity().rank())
            .bind("state", warning.state().word())
            .bind("caller", key.caller())
            .bind("actor", key.actor())
            .bind("purpose", key.purpose())
            .bind("field", key.field())
            .bind("detail", key.detail());
    insert
        .bind("window_from", utc(warning.from()))
        .bind("window_to", utc(warning.to()))
        .bind("measured", warning.measured())
        .bind("baseline", warning.baseline())
        .bind("threshold", warning.threshold())
        .bind("first_seen", utc(warning.firstSeen()))
        .bind("last_seen", utc(warning.lastSeen()))
        .bind("last_index", lastIndex)
        .bind("findings", warning.findings())
        .bind("evidence", warning.evidence().toArray(Long[]::new))
        .bind("raised_at", utc(warning.raisedAt()))
        .bind("change", change)
        .bindByType(
            "snoozed_until",
            settled.flatMap(Settled::until).map(SignalStore::utc).orElse(null),
            OffsetDateTime.class)
        .bindByType("settled_by", settled.map(Settled::by).orElse(null), String.class)
        .bindByType("settled_why", settled.map(Settled::reason).orElse(null), String.class)
        .execute();
  }

  private static Draft draft(ResultSet row, StatementContext context) throws SQLException {
    SignalKey key =
        new SignalKey(
            row.getString("caller"),
            row.getString("actor"),
            row.getString("purpose"),
            row.getString("field"),
            row.getString("detail"));
    SignalWarning warning =
        new SignalWarning(
            row.getString("id"),
            SignalRule.of(row.getString("rule")).orElseThrow(),
            Severity.ofRank(row.getInt("severity")),
            WarningState.of(row.getString("state")).orElseThrow(),
            key,
            present(row, "window_from"),
            present(row, "window_to"),
            row.getDouble("measured"),
            row.getDouble("baseline"),
            row.getDouble("threshold"),
            present(row, "first_seen"),
            present(row, "last_seen"),
            row.getLong("findings"),
            List.of((Long[]) row.getArray("evidence").getArray()),
            present(row, "raised_at"),
            row.getLong("change"),
            settled(row));
    return Draft.of(warning, row.getLong("last_index"));
  }

  private static Optional<Settled> settled(ResultSet row) throws SQLException {
    String by = row.getString("settled_by");
    String why = row.getString("settled_why");
    return by == null || why == null
        ? Optional.empty()
        : Optional.of(new Settled(Optional.ofNullable(instant(row, "snoozed_until")), by, why));
  }

  Map<SignalRule, SignalMode> modes() {
    Map<SignalRule, SignalMode> modes = new EnumMap<>(SignalRule.class);
    handle
        .createQuery("select rule, mode from audit.signal_mode")
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(one ->
            SignalRule.of(one.getKey())
                .ifPresent(rule -> modes.put(rule, SignalMode.of(one.getValue()).orElseThrow())));
    return modes;
  }

  int setMode(SignalRule rule, SignalMode mode, String by, Instant now) {
    return handle.execute(
        "insert into audit.signal_mode (rule, mode, changed_by, changed_at) values (?, ?, ?, ?)"
            + " on conflict (rule) do update set mode = excluded.mode,"
            + " changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        rule.code(),
        mode.word(),
        by,
        utc(now));
  }

  /** The planned jobs, newest first. */
  List<PlannedJob> jobs(int limit) {
    return handle
        .createQuery("select * from audit.planned_job order by id desc limit :limit")
        .bind("limit", limit)
        .map(SignalStore::job)
        .list();
  }

  Optional<PlannedJob> job(long id) {
    return handle
        .createQuery("select * from audit.planned_job where id = :id")
        .bind("id", id)
        .map(SignalStore::job)
        .findOne();
  }

  /** Those that cover some moment between the two. */
  List<PlannedJob> jobsBetween(Instant first, Instant last) {
    return new ArrayList<>(
        handle
            .createQuery(
                "select * from audit.planned_job where from_time <= :last and until_time > :first"
                    + " order by id")
            .bind("first", utc(first))
            .bind("last", utc(last))
            .map(SignalStore::job)
            .list());
  }

  long addJob(PlannedJob job) {
    return handle
        .createQuery(
            """
            insert into audit.planned_job
              (rule, caller, actor, from_time, until_time, reason, made_by, made_at)
            values (:rule, :caller, :actor, :from, :until, :reason, :by, :at) returning id
            """)
        .bind("rule", job.rule().code())
        .bind("caller", job.caller())
        .bind("actor", job.actor())
        .bind("from", utc(job.from()))
        .bind("until", utc(job.until()))
        .bind("reason", job.reason())
        .bind("by", job.madeBy())
        .bind("at", utc(job.madeAt()))
        .mapTo(Long.class)
        .one();
  }

  /** Ends it now, unless it has ended. */
  void endJob(long id, Instant now) {
    handle.execute(
        "update audit.planned_job set until_time = greatest(from_time, least(until_time, ?))"
            + " where id = ?",
        utc(now),
        id);
  }

  void countJob(long id, long findings, Instant last) {
    handle.execute(
        "update audit.planned_job set findings = findings + ?,"
            + " last_finding = greatest(last_finding, ?) where id = ?",
        findings,
        utc(last),
        id);
  }

  private static PlannedJob job(ResultSet row, StatementContext context) throws SQLException {
    return new PlannedJob(
        row.getLong("id"),
        SignalRule.of(row.getString("rule")).orElseThrow(),
        row.getString("caller"),
        row.getString("actor"),
        present(row, "from_time"),
        present(row, "until_time"),
        row.getString("reason"),
        row.getString("made_by"),
        present(row, "made_at"),
        row.getLong("findings"),
        Optional.ofNullable(instant(row, "last_finding")));
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Instant present(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
