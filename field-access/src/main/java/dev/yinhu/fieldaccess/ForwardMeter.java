package dev.yinhu.fieldaccess;

import io.github.bucket4j.TimeMeter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Bucket4j's clock over ours, which may be set back: then it stands still and goes on from there. A
 * bucket would otherwise wait until the old time comes round again. Safe for use by many threads.
 */
final class ForwardMeter implements TimeMeter {
  private final InstantSource clock;
  private Instant last;
  private long passed;

  ForwardMeter(InstantSource clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  @Override
  public synchronized long currentTimeNanos() {
    Instant now = clock.instant();
    passed += Math.max(0, ChronoUnit.NANOS.between(last, now));
    last = now;
    return passed;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }
}
