package dev.yinhu.service;

import dev.yinhu.notices.ChannelKind;
import dev.yinhu.notices.NoticeState;
import dev.yinhu.notices.Notices;
import dev.yinhu.notices.NoticesMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Meters of the outbox (docs/notices.md), read every fifteen seconds. */
final class OutboxMeters {
  private static final Duration PERIOD = Duration.ofSeconds(15);

  private final Notices notices;
  private final MultiGauge states;
  private final MultiGauge tries;
  private final MultiGauge down;

  private OutboxMeters(MeterRegistry registry, Notices notices) {
    this.notices = notices;
    this.states = gauge(registry, "yinhu.notices", "Notices of all nodes by state");
    this.tries = gauge(registry, "yinhu.notices.tries", "Tries of this node by what they came to");
    this.down =
        gauge(registry, "yinhu.notices.down", "1 while a channel is left alone, as it fails");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  /** Begins to read. */
  static MeterReading start(MeterRegistry registry, Notices notices) {
    OutboxMeters meters = new OutboxMeters(registry, notices);
    return MeterReading.start(registry, "notices", "yinhu.notices.read", PERIOD, meters::read);
  }

  private void read() {
    Map<NoticeState, Long> counted = notices.count();
    List<MultiGauge.Row<?>> byState = new ArrayList<>();
    for (NoticeState state : NoticeState.values()) {
      byState.add(
          MultiGauge.Row.of(
              Tags.of("state", state.wireName()), counted.getOrDefault(state, 0L).doubleValue()));
    }
    states.register(byState, true);
    List<MultiGauge.Row<?>> outcomes = new ArrayList<>();
    List<MultiGauge.Row<?>> left = new ArrayList<>();
    for (Map.Entry<ChannelKind, NoticesMeters> each : notices.meters().entrySet()) {
      Tags channel = Tags.of("channel", each.getKey().wireName());
      each.getValue()
          .outcomes()
          .forEach((outcome, count) ->
              outcomes.add(
                  MultiGauge.Row.of(channel.and("outcome", outcome), count.doubleValue())));
      left.add(MultiGauge.Row.of(channel, each.getValue().down() ? 1.0 : 0.0));
    }
    tries.register(outcomes, true);
    down.register(left, true);
  }
}
