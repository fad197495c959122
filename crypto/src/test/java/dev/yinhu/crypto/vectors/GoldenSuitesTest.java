package dev.yinhu.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.Envelope;
import dev.yinhu.crypto.Opened;
import dev.yinhu.crypto.vectors.GoldenFile.Vector;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Format 1, suites 2 to 5: what Python's {@code cryptography} sealed opens here, and what it broke
 * fails as the format page says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenSuitesTest {
  private static final int AES256_SIV = 3;

  private final GoldenRoom room = new GoldenRoom(GoldenFile.read("envelope-1-suite-2.json"));

  GoldenSuitesTest() throws IOException {}

  @AfterAll
  void close() {
    room.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void everyStoredVectorGivesWhatItSays(int suite) throws IOException {
    List<String> wrong = new ArrayList<>();
    List<Vector> vectors = vectors(suite);
    for (Vector vector : vectors) {
      String outcome = outcome(vector);
      if (!outcome.equals(expected(vector))) {
        wrong.add(vector.name() + ": " + outcome);
      }
    }

    assertThat(vectors).hasSizeGreaterThan(40);
    assertThat(wrong).isEmpty();
  }

  @Test
  void theDeterministicSuiteSealsToTheSameBytes() throws IOException {
    int compared = 0;
    for (Vector vector : vectors(AES256_SIV)) {
      // Only the active version seals, and its key id is 0xFFFFFFFF.
      if (vector.plaintext() != null && vector.envelope().startsWith("yh1.AQP_____")) {
        Envelope sealed =
            room.crypto()
                .cipher()
                .seal(
                    Suite.AES256_SIV,
                    FieldRef.parse(vector.field()),
                    room.scope(vector.subject()),
                    vector.context(),
                    HexFormat.of().parseHex(vector.plaintext()));
        assertThat(sealed.text()).as(vector.name()).isEqualTo(vector.envelope());
        compared++;
      }
    }

    assertThat(compared).isGreaterThan(10);
  }

  private static List<Vector> vectors(int suite) throws IOException {
    return GoldenFile.read("envelope-1-suite-" + suite + ".json").vectors();
  }

  private static String expected(Vector vector) {
    return vector.fails() != null
        ? vector.fails()
        : "plaintext " + Objects.requireNonNull(vector.plaintext());
  }

  private String outcome(Vector vector) {
    Optional<Envelope> envelope = Envelope.parse(vector.envelope());
    if (envelope.isEmpty()) {
      return "NO_ENVELOPE";
    }
    Opened opened =
        room.crypto()
            .cipher()
            .open(
                FieldRef.parse(vector.field()),
                room.scope(vector.subject()),
                vector.context(),
                envelope.get());
    return switch (opened) {
      case Opened.Plaintext plaintext -> "plaintext " + HexFormat.of().formatHex(plaintext.value());
      case Opened.NotAuthentic(Opened.Reason reason) -> reason.name();
      case Opened.KeyDestroyed() -> "KEY_DESTROYED";
      case Opened.KeyRetired() -> "KEY_RETIRED";
      case Opened.UnsupportedFormat() -> "UNSUPPORTED_FORMAT";
    };
  }
}
