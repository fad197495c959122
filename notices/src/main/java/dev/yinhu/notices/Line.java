package dev.yinhu.notices;

import dev.yinhu.notices.channel.Channel;
import dev.yinhu.notices.channel.Outcome;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** One channel as a node uses it: how many at once, how many a second, and whether it is down. */
final class Line implements AutoCloseable {
  private static final int MOST_AT_ONCE = 64;
  private static final long REFILLS_A_SECOND = 20;

  private final Channel channel;
  private final LineSettings settings;
  private final Semaphore permits;
  private final Bucket bucket;
  private final Circuit circuit;
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

  Line(Channel channel, LineSettings settings) {
    this.channel = channel;
    this.settings = settings;
    this.permits = new Semaphore(settings.concurrency());
    // A twentieth of a second's worth may come at once: a gateway that counts by the second is
    // kept.
    long burst = Math.max(1, settings.perSecond() / REFILLS_A_SECOND);
    this.bucket =
        Bucket.builder()
            .addLimit(limit ->
                limit.capacity(burst).refillGreedy(settings.perSecond(), Duration.ofSeconds(1)))
            .build();
    this.circuit = new Circuit(settings, System::nanoTime);
  }

  Channel channel() {
    return channel;
  }

  /** Waits until something may be sent, or for that long; how many, each to be given back. */
  int reserve(Duration longest) throws InterruptedException {
    if (!permits.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      return 0;
    }
    int got = 1;
    while (got < MOST_AT_ONCE && permits.tryAcquire()) {
      got++;
    }
    int allowed = circuit.allowed(got);
    int tokens = allowed == 0 ? 0 : (int) bucket.tryConsumeAsMuchAsPossible(allowed);
    permits.release(got - tokens);
    return tokens;
  }

  /** Of those reserved, so many were not needed: nothing was there to be sent. */
  void unused(int count) {
    // The bucket refuses to be given nothing.
    if (count > 0) {
      bucket.addTokens(count);
      permits.release(count);
    }
  }

  /** One that was reserved has been worked on. */
  void done() {
    permits.release();
  }

  void came(String outcome, Outcome what) {
    outcomes.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
    switch (what) {
      case Outcome.Delivered _, Outcome.Accepted _, Outcome.Refused _ -> circuit.worked();
      case Outcome.TryLater later -> {
        if (later.down()) {
          circuit.failed();
        }
      }
      case Outcome.Unclear unclear -> {
        if (unclear.down()) {
          circuit.failed();
        }
      }
    }
  }

  NoticesMeters meters() {
    Map<String, Long> counted =
        outcomes.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, each -> each.getValue().sum(), (a, _) -> a, TreeMap::new));
    return new NoticesMeters(
        counted, settings.concurrency() - permits.availablePermits(), circuit.isDown());
  }

  /** Waits until nothing is being sent, at most for that long; then frees the channel. */
  void close(Duration longest) {
    try {
      if (permits.tryAcquire(settings.concurrency(), longest.toMillis(), TimeUnit.MILLISECONDS)) {
        permits.release(settings.concurrency());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channel.close();
  }

  @Override
  public void close() {
    close(Duration.ZERO);
  }
}
