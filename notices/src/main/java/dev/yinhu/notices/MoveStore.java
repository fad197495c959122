package dev.yinhu.notices;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one statement by which a notice moves, whoever moves it; without its condition. */
final class MoveStore {
  static final String MOVE =
      """
      update notices.notice set state = :state, code = :code, step = :step, channel = :channel,
        attempts = case when :fresh then 0 else attempts end, unsure = :unsure, due_at = :due,
        gateway_id = cast(:gateway as text), confirm_by = cast(:confirm as timestamptz), claim = null, lease_until = null,
        sealed_code = case when :settled then null else sealed_code end,
        settled_at = case when :settled then cast(:now as timestamptz) end\
      """;

  private MoveStore() {}

  /** What {@link #MOVE} binds. Tries are counted where they begin, not here. */
  static Map<String, @Nullable Object> values(Move move, List<ChannelKind> channels, Instant now) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("state", move.state().wireName());
    values.put("code", move.code().equals(Course.NONE) ? "" : move.code().text());
    values.put("step", move.step());
    values.put("channel", channels.get(move.step()).wireName());
    values.put("fresh", move.fresh());
    values.put("unsure", move.unsure());
    values.put("due", OutboxStore.time(move.due()));
    values.put("gateway", move.gatewayId().orElse(null));
    values.put("confirm", move.confirmBy().map(OutboxStore::time).orElse(null));
    values.put("settled", move.state().isSettled());
    values.put("now", OutboxStore.time(now));
    return values;
  }
}
