package dev.yinhu.accessaudit.signal;

import dev.yinhu.accessaudit.DrillMark;
import dev.yinhu.accessaudit.signal.SignalWarning.Settled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

  /**
   * Does the work in one transaction, which is durable when this returns. Of a process that stops
   * in the middle the server ends the transaction, so that its locks keep no other node from taking
   * over.
   */
  static <T> T transact(Jdbi jdbi, Function<SignalStore, T> work) {
    return jdbi.inTransaction(handle -> {
      handle.execute("set local idle_in_transaction_session_timeout = '5s'");
      return work.apply(new SignalStore(handle));
    });
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
        .bind("time", time == null ? null : SqlTime.of(time))
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
        .map((row, context) -> SqlTime.present(row, "evaluated_time"))
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
        .bind("now", SqlTime.of(now))
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
        .createQuery(
            "select rule, count(*) from audit.warning where "
                + IS_OPEN
                + " and not starts_with(caller, :drill) and not starts_with(actor, :drill)"
                + " group by rule")
        .bind("now", SqlTime.of(now))
        .bind("drill", DrillMark.PREFIX)
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> SignalRule.of(one.getKey()).ifPresent(r -> counts.put(r, one.getValue())));
    return counts;
  }

  /** Writes the warning, new or changed, under the number of the change. */
  void save(SignalWarning warning, long lastIndex, long change) {
    Update insert = handle.createUpdate(INSERT);
    bindKey(insert, warning.key());
    bindMeasure(insert, warning);
    bindDecision(insert, warning.settled());
    insert
        .bind("id", warning.id())
        .bind("rule", warning.rule().code())
        .bind("severity", warning.severity().rank())
        .bind("state", warning.state().word())
        .bind("last_index", lastIndex)
        .bind("raised_at", SqlTime.of(warning.raisedAt()))
        .bind("change", change)
        .execute();
  }

  private static void bindKey(Update insert, SignalKey key) {
    insert
        .bind("caller", key.caller())
        .bind("actor", key.actor())
        .bind("purpose", key.purpose())
        .bind("field", key.field())
        .bind("detail", key.detail());
  }

  private static void bindMeasure(Update insert, SignalWarning warning) {
    insert
        .bind("window_from", SqlTime.of(warning.from()))
        .bind("window_to", SqlTime.of(warning.to()))
        .bind("measured", warning.measured())
        .bind("baseline", warning.baseline())
        .bind("threshold", warning.threshold())
        .bind("first_seen", SqlTime.of(warning.firstSeen()))
        .bind("last_seen", SqlTime.of(warning.lastSeen()))
        .bind("findings", warning.findings())
        .bind("evidence", warning.evidence().toArray(Long[]::new));
  }

  private static void bindDecision(Update insert, Optional<Settled> settled) {
    insert
        .bindByType(
            "snoozed_until",
            settled.flatMap(Settled::until).map(SqlTime::of).orElse(null),
            OffsetDateTime.class)
        .bindByType("settled_by", settled.map(Settled::by).orElse(null), String.class)
        .bindByType("settled_why", settled.map(Settled::reason).orElse(null), String.class);
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
            SqlTime.present(row, "window_from"),
            SqlTime.present(row, "window_to"),
            row.getDouble("measured"),
            row.getDouble("baseline"),
            row.getDouble("threshold"),
            SqlTime.present(row, "first_seen"),
            SqlTime.present(row, "last_seen"),
            row.getLong("findings"),
            List.of((Long[]) row.getArray("evidence").getArray()),
            SqlTime.present(row, "raised_at"),
            row.getLong("change"),
            settled(row));
    return Draft.of(warning, row.getLong("last_index"));
  }

  private static Optional<Settled> settled(ResultSet row) throws SQLException {
    String by = row.getString("settled_by");
    String why = row.getString("settled_why");
    return by == null || why == null
        ? Optional.empty()
        : Optional.of(
            new Settled(Optional.ofNullable(SqlTime.read(row, "snoozed_until")), by, why));
  }

  /** The modes that people set, in the same transaction. */
  ModeStore modes() {
    return new ModeStore(handle);
  }

  /** The planned jobs, in the same transaction. */
  PlannedJobStore jobs() {
    return new PlannedJobStore(handle);
  }
}
