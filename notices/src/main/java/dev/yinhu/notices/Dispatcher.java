package dev.yinhu.notices;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is due on one channel and has it sent, each on a virtual thread of its own, as many as
 * the line lets. Holds no more in memory than is being sent.
 */
final class Dispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final OutboxStore store;
  private final Line line;
  private final Delivery delivery;
  private final NoticesSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread;
  private volatile boolean started;
  private volatile boolean closing;

  Dispatcher(
      OutboxStore store,
      Line line,
      Delivery delivery,
      NoticesSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.store = store;
    this.line = line;
    this.delivery = delivery;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.thread =
        Thread.ofVirtual().name("notices-" + line.channel().kind().wireName()).unstarted(this::run);
  }

  void start() {
    started = true;
    thread.start();
  }

  /** There may be something new. */
  void wake() {
    wake.release();
  }

  Line line() {
    return line;
  }

  private void run() {
    try {
      while (!closing) {
        if (!survived()) {
          pause();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A round; one that breaks is told and does not end the channel. */
  private boolean survived() throws InterruptedException {
    try {
      return round();
    } catch (RuntimeException e) {
      LOG.error("A round of channel {} broke", line.channel().kind().wireName(), e);
      return false;
    }
  }

  private void pause() throws InterruptedException {
    if (wake.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
      wake.drainPermits();
    }
  }

  /** True when there was something. */
  private boolean round() throws InterruptedException {
    int free = line.reserve(settings.poll());
    if (free == 0) {
      return false;
    }
    List<Work> works = List.of();
    try {
      UUID claim = new UUID(random.nextLong(), random.nextLong());
      works = store.claim(line.channel().kind(), free, clock.instant(), claim, settings.lease());
    } catch (RuntimeException e) {
      LOG.warn("The outbox cannot be read now: {}", e.getClass().getName());
    }
    line.unused(free - works.size());
    works.forEach(this::begin);
    return !works.isEmpty();
  }

  private void begin(Work work) {
    Thread.ofVirtual()
        .name("notice-" + work.id())
        .start(() -> {
          try {
            delivery.run(work);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            // Its lease ends, and then it is taken up again.
            LOG.warn("Notice {} is left for later: {}", work.id(), e.getClass().getName());
          } finally {
            line.done();
          }
        });
  }

  /** Takes no more, and waits at most half a minute for what is being sent. */
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
    line.close(DRAIN);
  }
}
