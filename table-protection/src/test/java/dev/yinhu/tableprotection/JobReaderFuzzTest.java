package dev.yinhu.tableprotection;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text, reading a job gives problems with their places and never an exception. */
class JobReaderFuzzTest {
  private static final String PIECES = "\n\t :-[]{}&*!|>'\"%@`#?,<~\\.\u0000\uD800\uFEFF0x";
  private static final String JOB =
      """
      name: users-phone
      as: data-job
      url: jdbc:postgresql://db.shop.example/shop
      user: yinhu
      password_file: shop-password
      table: public.users
      key: [tenant, id]
      subject: id
      batch_rows: 200
      columns:
        - field: shop.users.phone
          plaintext: phone
          ciphertext: phone_ct
          index: phone_index
          parts: {last4: phone_last4}
        - {field: shop.users.id_number, plaintext: n, ciphertext: n_ct, key_version: n_key}
      compounds:
        - {index: shop.users.name_phone, column: both_index}
      """;

  @FuzzTest(maxDuration = "20s")
  void readingNeverThrows(FuzzedDataProvider data) {
    assertReadable(data.consumeRemainingAsString());
  }

  @Test
  void readingSurvivesDamagedJobs() {
    Random random = new Random(8420);
    for (int i = 0; i < 2_000; i++) {
      assertReadable(damaged(random));
    }
  }

  @Test
  void readingSurvivesEveryTruncation() {
    for (int end = 0; end < JOB.length(); end++) {
      assertReadable(JOB.substring(0, end));
    }
    assertThat(JobReader.read("job.yaml", JOB, Path.of("/")).problems()).isEmpty();
  }

  private static void assertReadable(String text) {
    JobReading reading = JobReader.read("job.yaml", text, Path.of("/etc"));
    assertThat(reading.job().isPresent()).isEqualTo(reading.problems().isEmpty());
    assertThat(reading.problems())
        .allSatisfy(problem -> assertThat(problem).matches("(?s)job\\.yaml:\\d+:\\d+: .+"));
  }

  private static String damaged(Random random) {
    StringBuilder damaged = new StringBuilder(JOB);
    for (int i = 0; i <= random.nextInt(4); i++) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
        default -> damaged.delete(at, Math.min(damaged.length() - 1, at + random.nextInt(60)));
      }
    }
    return damaged.toString();
  }
}
