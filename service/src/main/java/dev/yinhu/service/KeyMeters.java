package dev.yinhu.service;

import dev.yinhu.crypto.KeyFigures;
import dev.yinhu.crypto.KeyLifeCycle;
import dev.yinhu.crypto.KeyState;
import dev.yinhu.crypto.KeyStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Meters of the keys (docs/keys.md), read every half minute. */
final class KeyMeters {
  private static final Duration PERIOD = Duration.ofSeconds(30);
  private static final String SECONDS = "seconds";

  private final KeyLifeCycle keys;
  private final InstantSource clock;
  private final MultiGauge versions;
  private final MultiGauge age;
  private final MultiGauge seals;
  private final MultiGauge bound;
  private volatile long subjectsWaiting;
  private volatile long tokensWaiting;

  private KeyMeters(MeterRegistry registry, KeyLifeCycle keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
    this.versions =
        MultiGauge.builder("yinhu.keys.versions")
            .description("Versions of the keyring in that state")
            .register(registry);
    this.age =
        MultiGauge.builder("yinhu.keys.active.age")
            .baseUnit(SECONDS)
            .description("How long the active version has been active")
            .register(registry);
    this.seals =
        MultiGauge.builder("yinhu.keys.active.seals")
            .description("What the active version has sealed over all nodes, reservations included")
            .register(registry);
    this.bound =
        MultiGauge.builder("yinhu.keys.active.seals.bound")
            .description("At how many seals the active version is rotated")
            .register(registry);
    Gauge.builder("yinhu.keys.subjects.waiting", this, of -> of.subjectsWaiting)
        .description("Subject keys under an older epoch or version")
        .register(registry);
    Gauge.builder("yinhu.keys.tokens.waiting", this, of -> of.tokensWaiting)
        .description("Stored tokens to be sealed anew")
        .register(registry);
  }

  /** Begins to read. */
  static MeterReading start(MeterRegistry registry, KeyLifeCycle keys, InstantSource clock) {
    KeyMeters meters = new KeyMeters(registry, keys, clock);
    return MeterReading.start(registry, "keys", "yinhu.keys.read", PERIOD, meters::read);
  }

  private void read() {
    KeyFigures figures = keys.figures();
    List<KeyStatus.Keyring> rings = figures.keyrings();
    versions.register(
        rings.stream()
            .flatMap(ring -> Arrays.stream(KeyState.values()).map(state -> row(ring, state)))
            .toList(),
        true);
    register(age, rings, _ -> true, ring -> seconds(ring.activeVersion()));
    register(
        seals,
        rings,
        _ -> true,
        ring -> ring.activeVersion().sealed() + ring.activeVersion().reserved());
    register(bound, rings, ring -> ring.name().rotatesByItself(), _ -> figures.sealsBound());
    subjectsWaiting = figures.subjectsWaiting();
    tokensWaiting = figures.tokensWaiting();
  }

  private static MultiGauge.Row<?> row(KeyStatus.Keyring ring, KeyState state) {
    long count = ring.versions().stream().filter(version -> version.state() == state).count();
    return MultiGauge.Row.of(Tags.of("keyring", ring.name().text(), "state", state.word()), count);
  }

  /** A clock that was set back makes nothing younger than new. */
  private double seconds(KeyStatus.Version active) {
    return Math.max(0, Duration.between(active.changedAt(), clock.instant()).toMillis() / 1e3);
  }

  private static void register(
      MultiGauge gauge,
      List<KeyStatus.Keyring> rings,
      Predicate<KeyStatus.Keyring> which,
      ToDoubleFunction<KeyStatus.Keyring> value) {
    gauge.register(
        rings.stream()
            .filter(which)
            .<MultiGauge.Row<?>>map(ring ->
                MultiGauge.Row.of(
                    Tags.of("keyring", ring.name().text()), value.applyAsDouble(ring)))
            .toList(),
        true);
  }
}
