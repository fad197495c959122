package dev.yinhu.crypto.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.FoundToken;
import dev.yinhu.crypto.KeyLifeCycle;
import dev.yinhu.crypto.KeyPolicy;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.KeyringName;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.Tokens;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Eight times kill -9 in the middle of making tokens, rotating and sealing them anew. */
class TokenCrashTest {
  private static final int ROUNDS = 8;

  @TempDir Path place;

  private final Map<String, String> made = new LinkedHashMap<>();
  private int rotated;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void everyTokenThatWasGivenTurnsBackAndTheNextStartGoesOn() throws Exception {
    DataDirectory directory = DataDirectory.open(place.resolve("data"));
    Random random = new Random(11);
    try (Database database = EpochWorker.open(directory)) {
      for (int round = 0; round < ROUNDS; round++) {
        KilledProcess.run(
            TokenWorker.class,
            List.of(directory.path().toString(), "r" + round),
            100 + random.nextInt(900),
            this::note);
        try (Crypto crypto = EpochWorker.crypto(database, directory)) {
          assertAllTurnBack(crypto);
        }
      }
      assertThat(rotated).isPositive();
      assertThat(made).hasSizeGreaterThan(ROUNDS * 100);
      try (Crypto crypto = EpochWorker.crypto(database, directory)) {
        assertOnlyTheNewestIsNeeded(crypto);
      }
    }
  }

  private boolean note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "made" -> made.put(words[1], words[2]);
      case "rotated" -> rotated++;
      default -> {
        return false; // A line of the log.
      }
    }
    return true;
  }

  private void assertAllTurnBack(Crypto crypto) {
    KeyScope scope = TestCrypto.scope(crypto, TokenWorker.SUBJECT);
    List<String> tokens = new ArrayList<>(made.keySet());
    List<FoundToken> found =
        crypto
            .tokens()
            .find(
                tokens.stream().map(token -> new Tokens.Asked(TokenWorker.FIELD, token)).toList());
    for (int i = 0; i < tokens.size(); i++) {
      assertThat(opened(crypto, scope, found.get(i))).isEqualTo(made.get(tokens.get(i)));
    }
  }

  private static String opened(Crypto crypto, KeyScope scope, FoundToken found) {
    return found instanceof FoundToken.Stored stored
            && crypto.cipher().open(TokenWorker.FIELD, scope, stored.context(), stored.envelope())
                instanceof Opened.Plaintext plaintext
        ? new String(plaintext.value(), StandardCharsets.UTF_8)
        : "does not turn back: " + found;
  }

  private void assertOnlyTheNewestIsNeeded(Crypto crypto) {
    KeyLifeCycle keys = crypto.lifeCycle(KeyPolicy.DEFAULT);
    TokenWorker.reseal(crypto, keys);
    int active = keys.status().keyring(KeyringName.FIELD).active();
    for (int version = 1; version < active; version++) {
      keys.requestDestruction(KeyringName.FIELD, version, "anna");
      keys.approveDestruction(KeyringName.FIELD, version, "ben");
    }
    assertAllTurnBack(crypto);
  }
}
