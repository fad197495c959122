package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ctrl-C on {@code yinhu protect}: it ends after the batches at hand, says how far it came, and
 * goes on when it is run again with nothing done twice.
 */
class ProtectStoppedIT {
  private static final String MAVEN_MAY_IGNORE_IT = "--default-signal=INT";

  @TempDir Path directory;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void ctrlCEndsTheRunAndTheNextOneGoesOn() throws Exception {
    try (ShopJob job = ShopJob.in(directory)) {
      Path log = directory.resolve("protect.log");
      // A session of its own: as in a terminal, the signal goes to all processes of the group.
      Process process = job.inTheMiddle(List.of("setsid", "env", MAVEN_MAY_IGNORE_IT), log);

      new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).start().waitFor();

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      JsonNode stopped = line(log);
      assertThat(stopped.path("finished").asBoolean(true)).isFalse();
      assertThat(stopped.path("ok").asBoolean(true)).isFalse();
      long written = stopped.path("written").asLong();
      assertThat(written).isEqualTo(job.sealed()).isBetween(1L, ShopJob.ROWS - 1L);

      JsonNode backfill = job.run("--phase", "backfill");
      assertThat(backfill.path("ok").asBoolean()).isTrue();
      assertThat(backfill.path("written").asLong()).isEqualTo(ShopJob.ROWS);
      assertThat(job.sealed()).isEqualTo(ShopJob.ROWS);
      assertThat(job.count("phone_index is null or phone_last4 is null")).isZero();
    }
  }

  private static JsonNode line(Path log) throws Exception {
    String json =
        Files.readAllLines(log).stream()
            .filter(line -> line.startsWith("{\"phase\""))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no line of result: " + log));
    return new ObjectMapper().readTree(json);
  }
}
