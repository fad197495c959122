package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of {@code yinhu protect} in the middle: run again, it goes on and loses nothing. */
class ProtectKilledIT {
  private static final int ROUNDS = 3;
  private static final int AT_ONCE = 4;

  @TempDir Path directory;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void theJobGoesOnWhereItWasKilled() throws Exception {
    try (ShopJob job = ShopJob.in(directory)) {
      for (int round = 0; round < ROUNDS; round++) {
        job.inTheMiddle(List.of(), directory.resolve("protect.log")).destroyForcibly().waitFor();
      }
      assertThat(job.sealed()).isBetween(1L, ShopJob.ROWS - 1L);

      JsonNode backfill = job.run("--phase", "backfill");
      assertThat(backfill.path("finished").asBoolean()).isTrue();
      assertThat(job.sealed()).isEqualTo(ShopJob.ROWS);
      // Every batch was counted but those that were under way in the moment of a kill.
      long uncounted = (long) ROUNDS * AT_ONCE * ShopJob.BATCH;
      assertThat(backfill.path("written").asLong())
          .isBetween(ShopJob.ROWS - uncounted, (long) ShopJob.ROWS);
      assertThat(backfill.path("changed_meanwhile").asLong()).isZero();

      JsonNode verify = job.run("--phase", "verify");
      assertThat(verify.path("ok").asBoolean()).isTrue();
      assertThat(verify.path("matched").asLong()).isEqualTo(ShopJob.ROWS);
      assertThat(verify.path("indexes_matched").asLong()).isEqualTo(ShopJob.ROWS * 2L);
      JsonNode clear = job.run("--phase", "clear", "--yes");
      assertThat(clear.path("written").asLong()).isEqualTo(ShopJob.ROWS);
      assertThat(job.count("phone is not null")).isZero();
      assertThat(job.sealed()).isEqualTo(ShopJob.ROWS);
    }
  }
}
