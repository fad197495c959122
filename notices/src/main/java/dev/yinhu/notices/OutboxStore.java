package dev.yinhu.notices;

import dev.yinhu.notices.channel.ResultCode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * SQL over {@code notices.notice} and {@code notices.attempt}. What is due goes by the caller's
 * clock, leases go by the clock of the database, so that nodes whose clocks differ do not take each
 * other's work.
 */
final class OutboxStore {
  /** Told in the transaction that adds a notice. */
  static final String TOPIC = "yinhu_notices";

  private static final String OPEN = "('waiting', 'sending', 'accepted')";

  private final Jdbi jdbi;

  OutboxStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A notice to be added, with its one-time code if it has one. */
  record Addition(Notice notice, Optional<SealedCode> code) {}

  /** In a transaction of its own. */
  List<Boolean> add(List<Addition> additions, Instant now) {
    return jdbi.inTransaction(handle -> add(handle, additions, now));
  }

  /** In the caller's transaction, which the caller commits. */
  static List<Boolean> add(Connection transaction, List<Addition> additions, Instant now) {
    return Jdbi.create(transaction).withHandle(handle -> add(handle, additions, now));
  }

  /**
   * For each whether it is new.
   *
   * @throws KeyReused when one has the key of another with other content
   */
  private static List<Boolean> add(Handle handle, List<Addition> additions, Instant now) {
    var batch =
        handle.prepareBatch(
            """
            insert into notices.notice (id, key, content, owner, recipient, channels, template, version, language,
              parameters, sealed_code, drill, created_at, expires_at, state, channel, due_at)
            values (cast(:id as uuid), :key, :content, :owner, :recipient, :channels, :template, :version, :language,
              :parameters, :code, :drill, :now, :expires, 'waiting', :channel, :due)
            on conflict do nothing\
            """);
    for (Addition each : additions) {
      Notice notice = each.notice();
      batch
          .bind("id", notice.key().id().toString())
          .bind("key", notice.key().text())
          .bind("content", content(notice))
          .bind("owner", notice.owner().text())
          .bind("recipient", notice.recipient().wire())
          .bind("channels", channels(notice.channels()))
          .bind("template", notice.message().template())
          .bind("version", notice.message().version())
          .bind("language", notice.message().language().tag())
          .bind("parameters", notice.message().parametersWire())
          .bind("code", each.code().map(SealedCode::bytes).orElse(null))
          .bind("drill", notice.drill())
          .bind("now", time(now))
          .bind("expires", time(notice.expires()))
          .bind("channel", notice.channels().getFirst().wireName())
          .bind("due", time(notice.notBefore()))
          .add();
    }
    // Counts of a batch are not told when the driver rewrites it, but ids of what came in are.
    Set<UUID> added = new HashSet<>(batch.executePreparedBatch("id").mapTo(UUID.class).list());
    List<Boolean> isNew =
        additions.stream().map(each -> added.remove(each.notice().key().id().value())).toList();
    requireSame(handle, additions, isNew);
    handle.execute("notify " + TOPIC);
    return isNew;
  }

  /** Those that were there before, or earlier in the list. */
  private static void requireSame(Handle handle, List<Addition> additions, List<Boolean> isNew) {
    Map<UUID, Notice> wanted = new LinkedHashMap<>();
    for (int i = 0; i < additions.size(); i++) {
      Notice notice = additions.get(i).notice();
      if (!isNew.get(i)) {
        wanted.put(notice.key().id().value(), notice);
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    handle
        .createQuery(
            "select id, key, content from notices.notice where id = any(cast(:ids as uuid[]))")
        .bind("ids", array(wanted.keySet().stream()))
        .map((row, _) -> {
          Notice notice = wanted.get(row.getObject("id", UUID.class));
          return notice != null
                  && notice.key().text().equals(row.getString("key"))
                  && Arrays.equals(content(notice), row.getBytes("content"))
              ? Optional.<NoticeKey>empty()
              : Optional.of(new NoticeKey(row.getString("key")));
        })
        .forEach(other ->
            other.ifPresent(key -> {
              throw new KeyReused(key);
            }));
  }

  private static String array(Stream<UUID> ids) {
    return ids.map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }

  /** Of all that makes a notice the same: no part holds a line break, but the last. */
  private static byte[] content(Notice notice) {
    Message message = notice.message();
    String all =
        Stream.of(
                notice.owner().text(),
                notice.recipient().wire(),
                channels(notice.channels()),
                message.template(),
                Integer.toString(message.version()),
                message.language().tag(),
                Boolean.toString(notice.drill()),
                notice.notBefore().toString(),
                notice.expires().toString(),
                message.parametersWire())
            .collect(Collectors.joining("\n"));
    return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
  }

  private static String channels(List<ChannelKind> channels) {
    return channels.stream().map(ChannelKind::wireName).collect(Collectors.joining(" "));
  }

  /**
   * Takes up to so many that are due on a channel, are no drill, and that no living node has.
   * Materialized, because a join may run a subselect again, and then more are taken than the limit
   * says.
   */
  List<Work> claim(ChannelKind channel, int most, Instant now, UUID claim, Duration lease) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                with due as materialized (
                  select id from notices.notice
                  where channel = :channel and not drill and state in %s and due_at <= :now
                    and (lease_until is null or lease_until < clock_timestamp())
                  order by due_at limit :most for update skip locked)
                update notices.notice n
                set claim = cast(:claim as uuid), lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                from due
                where n.id = due.id
                returning n.*\
                """
                    .formatted(OPEN))
            .bind("claim", claim.toString())
            .bind("lease", lease.toMillis())
            .bind("channel", channel.wireName())
            .bind("now", time(now))
            .bind("most", most)
            .map((row, _) -> work(row))
            .list());
  }

  /** Takes up to so many of drills that are due on whatever channel and that no living node has. */
  List<Work> claimDrills(int most, Instant now, UUID claim, Duration lease) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                with due as materialized (
                  select id from notices.notice
                  where drill and state = 'waiting' and due_at <= :now
                    and (lease_until is null or lease_until < clock_timestamp())
                  order by due_at limit :most for update skip locked)
                update notices.notice n
                set claim = cast(:claim as uuid), lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                from due
                where n.id = due.id
                returning n.*\
                """)
            .bind("claim", claim.toString())
            .bind("lease", lease.toMillis())
            .bind("now", time(now))
            .bind("most", most)
            .map((row, _) -> work(row))
            .list());
  }

  /**
   * Writes down that a try begins, and takes the lease anew; the number of the try. Empty when the
   * notice is not ours any more, or belongs to a drill: then it must not be sent.
   */
  Optional<Integer> begin(Work work, Instant now, Duration lease) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                with mine as (
                  update notices.notice set state = 'sending', attempts = attempts + 1, tries = tries + 1,
                    lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                  where id = cast(:id as uuid) and claim = cast(:claim as uuid) and not drill
                    and state in ('waiting', 'sending') and lease_until > clock_timestamp()
                  returning id, tries, step, channel),
                lost as (
                  update notices.attempt set outcome = 'lost', ended_at = :now
                  where notice = cast(:id as uuid) and outcome = 'begun' and exists (select from mine))
                insert into notices.attempt (notice, number, step, channel, begun_at)
                select id, tries, step, channel, :now from mine returning number\
                """)
            .bind("id", work.id().toString())
            .bind("claim", work.claim().toString())
            .bind("lease", lease.toMillis())
            .bind("now", time(now))
            .mapTo(Integer.class)
            .findOne());
  }

  /** What a try came to, in the history whatever happens; true when the notice was still ours. */
  boolean finish(Work work, Move move, int attempt, String outcome, ResultCode code, Instant now) {
    return jdbi.inTransaction(handle -> {
      handle
          .createUpdate(
              """
              update notices.attempt set ended_at = :now, outcome = :outcome, code = :code, gateway_id = :gateway
              where notice = cast(:id as uuid) and number = :number\
              """)
          .bind("now", time(now))
          .bind("outcome", outcome)
          .bind("code", code.text())
          .bind("gateway", move.gatewayId().orElse(null))
          .bind("id", work.id().toString())
          .bind("number", attempt)
          .execute();
      return move(handle, work, move, now);
    });
  }

  /** Moves it without a try; true when it was still ours. */
  boolean put(Work work, Move move, Instant now) {
    return jdbi.inTransaction(handle -> move(handle, work, move, now));
  }

  private static boolean move(Handle handle, Work work, Move move, Instant now) {
    return handle
            .createUpdate(
                MoveStore.MOVE
                    + " where id = cast(:id as uuid) and claim = cast(:claim as uuid) and state in "
                    + OPEN)
            .bindMap(MoveStore.values(move, work.channels(), now))
            .bind("id", work.id().toString())
            .bind("claim", work.claim().toString())
            .execute()
        > 0;
  }

  /** What became of one; empty when there is none of that key. */
  Optional<NoticeStatus> status(NoticeKey key) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from notices.notice where key = :key")
            .bind("key", key.text())
            .map((row, _) -> status(row))
            .findOne());
  }

  /** What became of those that are there. */
  List<NoticeStatus> statuses(Collection<NoticeKey> keys) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from notices.notice where id = any(cast(:ids as uuid[]))")
            .bind("ids", array(keys.stream().map(key -> key.id().value())))
            .map((row, _) -> status(row))
            .list());
  }

  /** What became of all of an owner, the first asked for first. */
  List<NoticeStatus> statuses(Owner owner) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from notices.notice where owner = :owner order by created_at, key"
                    + " limit 1000")
            .bind("owner", owner.text())
            .map((row, _) -> status(row))
            .list());
  }

  /** Settles what waits, was never perhaps sent, and had its time before; how many. */
  int expire(Instant before, ResultCode code, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                update notices.notice set state = 'expired', code = :code, settled_at = :now, sealed_code = null,
                  claim = null, lease_until = null
                where state = 'waiting' and not unsure and expires_at < :before\
                """)
            .bind("code", code.text())
            .bind("now", time(now))
            .bind("before", time(before))
            .execute());
  }

  /** Every try of one, in order. */
  List<Attempt> attempts(NoticeKey key) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select * from notices.attempt where notice = cast(:id as uuid) order by number")
            .bind("id", key.id().toString())
            .map((row, _) ->
                new Attempt(
                    row.getInt("number"),
                    ChannelKind.parse(row.getString("channel")),
                    instant(row, "begun_at"),
                    optionalInstant(row, "ended_at"),
                    row.getString("outcome"),
                    row.getString("code")))
            .list());
  }

  /** How many of an owner stand where; all owners' when it is empty. */
  Map<NoticeState, Long> count(Optional<Owner> owner) {
    Map<NoticeState, Long> found = new EnumMap<>(NoticeState.class);
    jdbi.useHandle(handle ->
        handle
            .createQuery(
                "select state, count(*) from notices.notice"
                    + (owner.isPresent() ? " where owner = :owner" : "")
                    + " group by state")
            .bindMap(owner.map(each -> Map.of("owner", each.text())).orElse(Map.of()))
            .map((row, _) -> Map.entry(NoticeState.parse(row.getString(1)), row.getLong(2)))
            .forEach(each -> found.put(each.getKey(), each.getValue())));
    return found;
  }

  /** Stops what waits and was never perhaps sent; how many. */
  int stop(String where, String value, ResultCode code, Instant now) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                update notices.notice set state = 'stopped', code = :code, settled_at = :now, sealed_code = null,
                  claim = null, lease_until = null
                where state = 'waiting' and not unsure and %s = :value\
                """
                    .formatted(where))
            .bind("code", code.text())
            .bind("now", time(now))
            .bind("value", value)
            .execute());
  }

  /** Deletes up to so many that were settled before; how many. */
  int forget(Instant settledBefore, int most) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(
                """
                delete from notices.notice where id in (select id from notices.notice
                  where settled_at < :before and not state in %s order by settled_at limit :most)\
                """
                    .formatted(OPEN))
            .bind("before", time(settledBefore))
            .bind("most", most)
            .execute());
  }

  private static NoticeStatus status(ResultSet row) throws SQLException {
    return new NoticeStatus(
        new NoticeKey(row.getString("key")),
        new Owner(row.getString("owner")),
        NoticeState.parse(row.getString("state")),
        row.getString("code"),
        ChannelKind.parse(row.getString("channel")),
        row.getInt("tries"),
        row.getBoolean("contradicted"),
        optionalInstant(row, "settled_at"));
  }

  static Work work(ResultSet row) throws SQLException {
    String last = row.getString("code");
    return new Work(
        new NoticeId(row.getObject("id", UUID.class)),
        NoticeState.parse(row.getString("state")),
        Recipient.parse(row.getString("recipient")),
        Arrays.stream(row.getString("channels").split(" ")).map(ChannelKind::parse).toList(),
        new Message(
            row.getString("template"),
            row.getInt("version"),
            Language.parse(row.getString("language")),
            Message.parametersOf(row.getString("parameters"))),
        Optional.ofNullable(row.getBytes("sealed_code")).map(SealedCode::new),
        row.getBoolean("drill"),
        instant(row, "created_at"),
        instant(row, "expires_at"),
        row.getInt("step"),
        row.getInt("attempts"),
        row.getBoolean("unsure"),
        Optional.ofNullable(row.getString("gateway_id")),
        optionalInstant(row, "confirm_by"),
        last.isEmpty() ? Course.NONE : new ResultCode(last),
        claim(row.getObject("claim", UUID.class)));
  }

  private static UUID claim(@Nullable UUID claim) {
    return claim == null ? new UUID(0, 0) : claim;
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
