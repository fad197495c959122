package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final Console console = new Console(System.out, err, false);
  private final AtomicLong nanos = new AtomicLong();

  private void advance(ProgressLines lines, long seconds, long rows) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    lines.advance(rows);
  }

  private String told() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineEveryTenSecondsSaysRateAndRemainingTime() {
    ProgressLines lines = new ProgressLines(console, "backfill", 1, 100_000, nanos::get);

    advance(lines, 9, 10_000);
    assertThat(told()).isEmpty();
    advance(lines, 1, 10_000);
    advance(lines, 5, 1);

    assertThat(told())
        .isEqualTo("backfill: 20,000 rows, 2,000 a second; about 80,000 rows and 40 s left\n");
  }

  @Test
  void aLaterWalkPromisesNothing() {
    ProgressLines lines = new ProgressLines(console, "backfill", 2, 100_000, nanos::get);

    advance(lines, 10, 50);

    assertThat(told()).isEqualTo("backfill, pass 2: 50 rows, 5 a second\n");
  }
}
