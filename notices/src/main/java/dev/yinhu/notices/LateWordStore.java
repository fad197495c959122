package dev.yinhu.notices;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** SQL over {@code notices.call_back}, and what a late word does to its notice. */
final class LateWordStore {
  private final Jdbi jdbi;

  LateWordStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** In one transaction, which holds the notice's row. The same word twice acts once. */
  Heard hear(LateWord word, Instant now) {
    return jdbi.inTransaction(handle -> hear(handle, word, now));
  }

  private static Heard hear(Handle handle, LateWord word, Instant now) {
    Optional<DeliveryId> id = delivery(handle, word.about());
    Optional<Work> found = id.flatMap(each -> locked(handle, each.notice()));
    if (id.isEmpty() || found.isEmpty() || id.get().step() >= found.get().channels().size()) {
      return Heard.UNKNOWN;
    }
    Work work = found.get();
    int step = id.get().step();
    if (!keep(handle, id.get(), word, now)) {
      return Heard.REPEATED;
    }
    LateRules.Decision decision = LateRules.decide(work, step, word, now);
    decision
        .move()
        .ifPresent(move ->
            handle
                .createUpdate(MoveStore.MOVE + " where id = cast(:id as uuid)")
                .bindMap(MoveStore.values(move, work.channels(), now))
                .bind("id", work.id().toString())
                .execute());
    note(handle, id.get(), word, decision.heard());
    return decision.heard();
  }

  private static Optional<DeliveryId> delivery(Handle handle, LateWord.About about) {
    return switch (about) {
      case LateWord.About.Ours(DeliveryId id) -> Optional.of(id);
      case LateWord.About.Theirs(ChannelKind channel, String gatewayId) ->
          handle
              .createQuery(
                  """
                  select notice, step from notices.attempt where gateway_id = :gateway and channel = :channel
                  order by begun_at desc limit 1\
                  """)
              .bind("gateway", gatewayId)
              .bind("channel", channel.wireName())
              .map((row, _) ->
                  new DeliveryId(new NoticeId(row.getObject(1, UUID.class)), row.getInt(2)))
              .findOne();
    };
  }

  private static Optional<Work> locked(Handle handle, NoticeId id) {
    return handle
        .createQuery("select * from notices.notice where id = cast(:id as uuid) for update")
        .bind("id", id.toString())
        .map((row, _) -> OutboxStore.work(row))
        .findOne();
  }

  /** True when it was never said before. */
  private static boolean keep(Handle handle, DeliveryId id, LateWord word, Instant now) {
    return handle
            .createQuery(
                """
                insert into notices.call_back (notice, step, verdict, code, first_at, effect)
                values (cast(:id as uuid), :step, :verdict, :code, :now, '')
                on conflict (notice, step, verdict, code) do update set times = call_back.times + 1
                returning times\
                """)
            .bind("id", id.notice().toString())
            .bind("step", id.step())
            .bind("verdict", word.verdict().wireName())
            .bind("code", word.code().text())
            .bind("now", OutboxStore.time(now))
            .mapTo(Integer.class)
            .one()
        == 1;
  }

  private static void note(Handle handle, DeliveryId id, LateWord word, Heard heard) {
    handle.execute(
        "update notices.call_back set effect = ? where notice = cast(? as uuid) and step = ? and"
            + " verdict = ? and code = ?",
        heard.wireName(),
        id.notice().toString(),
        id.step(),
        word.verdict().wireName(),
        word.code().text());
    if (heard == Heard.CONTRADICTS) {
      handle.execute(
          "update notices.notice set contradicted = true where id = cast(? as uuid)",
          id.notice().toString());
    }
  }
}
