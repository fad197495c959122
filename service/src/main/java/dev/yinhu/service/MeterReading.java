package dev.yinhu.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the figures behind meters every so often, on a thread of its own, and not when somebody
 * asks for the meters: that route is open to everybody. While reading fails the last figures stand,
 * and a meter tells how old they are.
 */
final class MeterReading implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MeterReading.class);

  private final String what;
  private final Runnable read;
  private final ScheduledExecutorService timer;
  private volatile long readAt = System.nanoTime();
  private boolean failing;

  private MeterReading(String what, Runnable read) {
    this.what = what;
    this.read = read;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("meters-" + what).daemon().factory());
  }

  /**
   * Begins to read.
   *
   * @param what the meters are of, for messages and the thread's name
   * @param meter that tells how long ago the figures were read
   * @param read reads the figures; what it throws is told once, until it succeeds again
   */
  static MeterReading start(
      MeterRegistry registry, String what, String meter, Duration period, Runnable read) {
    MeterReading reading = new MeterReading(what, read);
    Gauge.builder(meter, reading, of -> (System.nanoTime() - of.readAt) / 1e9)
        .baseUnit("seconds")
        .description("How long ago the meters of " + what + " were read")
        .register(registry);
    var _ =
        reading.timer.scheduleWithFixedDelay(
            reading::round, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    return reading;
  }

  private void round() {
    try {
      read.run();
      readAt = System.nanoTime();
      failing = false;
    } catch (RuntimeException | Error e) {
      if (!failing) {
        LOG.warn(
            "The meters of {} cannot be read now ({}); the last ones stand",
            what,
            e.getClass().getName());
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    timer.close();
  }
}
