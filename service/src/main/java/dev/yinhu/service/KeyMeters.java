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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters of the keys (docs/keys.md). They are read from the database every half minute, not when
 * somebody asks for the meters: that route is open to everybody. While reading fails the last
 * figures stand, and a meter tells how old they are.
 */
final class KeyMeters implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyMeters.class);
  private static final long PERIOD_SECONDS = 30;
  private static final String SECONDS = "seconds";

  private final KeyLifeCycle keys;
  private final InstantSource clock;
  private final MultiGauge versions;
  private final MultiGauge age;
  private final MultiGauge seals;
  private final MultiGauge bound;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("key-meters").daemon().factory());
  private volatile long subjectsWaiting;
  private volatile long tokensWaiting;
  private volatile long readAt = System.nanoTime();
  private boolean failing;

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
    Gauge.builder("yinhu.keys.read", this, of -> (System.nanoTime() - of.readAt) / 1e9)
        .baseUnit(SECONDS)
        .description("How long ago the meters of keys were read")
        .register(registry);
  }

  /** Begins to read. */
  static KeyMeters start(MeterRegistry registry, KeyLifeCycle keys, InstantSource clock) {
    KeyMeters meters = new KeyMeters(registry, keys, clock);
    var _ = meters.timer.scheduleWithFixedDelay(meters::round, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    return meters;
  }

  private void round() {
    try {
      take(keys.figures());
      readAt = System.nanoTime();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn(
            "The meters of keys cannot be read now ({}); the last ones stand",
            e.getClass().getName());
      }
      failing = true;
    }
  }

  private void take(KeyFigures figures) {
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

  @Override
  public void close() {
    timer.shutdownNow();
    timer.close();
  }
}
