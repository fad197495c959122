package dev.yinhu.crypto.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.EpochState;
import dev.yinhu.crypto.EpochStatus;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Twelve times kill -9 in the middle of erasing, rotating and draining. */
class EpochCrashTest {
  private static final int ROUNDS = 12;

  @TempDir Path place;

  private final Map<SubjectId, String> made = new HashMap<>();
  private final Set<SubjectId> erasing = new HashSet<>();
  private final Set<SubjectId> erased = new HashSet<>();
  private int drained;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void whatWasAcknowledgedHoldsAndTheNextStartPutsTheRestRight() throws Exception {
    DataDirectory directory = DataDirectory.open(place.resolve("data"));
    Random random = new Random(9);
    try (Database database = EpochWorker.open(directory)) {
      for (int round = 0; round < ROUNDS; round++) {
        KilledProcess.run(
            EpochWorker.class,
            List.of(directory.path().toString(), "r" + round),
            5 + random.nextInt(150),
            this::note);
        try (Crypto crypto = EpochWorker.crypto(database, directory)) {
          assertHolds(crypto);
        }
      }
      assertThat(drained).isPositive();
      assertThat(erased).hasSizeGreaterThan(ROUNDS);
      assertOneEpochIsLeft(database, directory);
    }
  }

  private boolean note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "made" -> made.put(new SubjectId(words[1]), words[2]);
      case "erasing" -> erasing.add(new SubjectId(words[1]));
      case "erased" -> erased.add(new SubjectId(words[1]));
      case "drained" -> drained++;
      default -> {
        return false; // A line of the log.
      }
    }
    return true;
  }

  private void assertHolds(Crypto crypto) {
    Map<SubjectId, KeyScope> found = crypto.subjects().find(made.keySet());
    assertThat(found.keySet()).doesNotContainAnyElementsOf(erased);
    Set<SubjectId> safe =
        made.keySet().stream().filter(id -> !erasing.contains(id)).collect(Collectors.toSet());
    assertThat(found.keySet()).containsAll(safe);
    found.forEach(
        (id, scope) -> assertThat(scope.subject().orElseThrow()).hasToString(made.get(id)));
  }

  private static void assertOneEpochIsLeft(Database database, DataDirectory directory)
      throws IOException {
    try (Crypto crypto = EpochWorker.crypto(database, directory)) {
      crypto.epochs().drain(done -> {}, TestCrypto.UNRECORDED);
      EpochStatus status = crypto.epochs().status();
      assertThat(status.waiting()).isZero();
      assertThat(status.epochs())
          .filteredOn(epoch -> epoch.state() != EpochState.DESTROYED)
          .hasSize(1);
      try (Stream<Path> files = Files.list(directory.path().resolve("keys"))) {
        assertThat(files.map(file -> String.valueOf(file.getFileName())))
            .filteredOn(name -> name.startsWith("epoch-"))
            .containsExactly("epoch-" + crypto.epochs().current() + ".key");
      }
    }
  }
}
