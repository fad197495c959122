package dev.yinhu.notices;

import dev.yinhu.notices.channel.ResultCode;
import dev.yinhu.notices.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where notices of drills end, of every channel, also of those that are not configured. It has
 * neither channel nor contacts nor opener of codes, so nothing can leave from here: it makes sure
 * that the text can be said, and writes down that the notice came this far. Thread-safe.
 */
final class DrillSink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DrillSink.class);
  private static final ResultCode NO_TEXT = new ResultCode("no-such-text");
  private static final int AT_ONCE = 200;
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final OutboxStore store;
  private final Texts texts;
  private final NoticesSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("notices-drills").unstarted(this::run);
  private volatile boolean started;
  private volatile boolean closing;

  DrillSink(
      OutboxStore store,
      Texts texts,
      NoticesSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.store = store;
    this.texts = texts;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** Takes what is due, again and again. Called once. */
  void start() {
    started = true;
    thread.start();
  }

  /** There may be something new. */
  void wake() {
    wake.release();
  }

  private void run() {
    try {
      while (!closing) {
        if (!tookMany() && wake.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** True when there may be more. */
  private boolean tookMany() {
    try {
      return take(AT_ONCE) == AT_ONCE;
    } catch (RuntimeException e) {
      LOG.warn("Notices of drills cannot be taken now: {}", e.getClass().getName());
      return false;
    }
  }

  /** Takes up to so many that are due; how many it took. */
  int take(int most) {
    Instant now = clock.instant();
    UUID claim = new UUID(random.nextLong(), random.nextLong());
    List<Work> works = store.claimDrills(most, now, claim, settings.lease());
    works.forEach(work -> store.put(work, end(work, now), now));
    return works.size();
  }

  private Move end(Work work, Instant now) {
    if (work.isOver(now)) {
      return Course.expired(work);
    }
    return canBeSaid(work) ? Course.drilled(work) : Course.unspeakable(work, NO_TEXT);
  }

  private boolean canBeSaid(Work work) {
    try {
      texts.check(work.message(), work.code().isPresent());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Takes no more, and waits at most half a minute for what is being taken. */
  @Override
  public void close() {
    closing = true;
    wake.release();
    try {
      if (started) {
        thread.join(DRAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
