package dev.yinhu.accessaudit.note;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signature lines made by other code: by Tessera for its 15-leaf test log, and with Python's {@code
 * cryptography} (OpenSSL) from tlog-cosignature. Ed25519 is deterministic, so our lines are the
 * same bytes; of ML-DSA-44 theirs are randomised, so ours only verify and theirs verify here.
 */
class SignatureVectorsTest {
  private static Stream<JsonNode> vectors() {
    try (InputStream json =
        SignatureVectorsTest.class.getResourceAsStream(
            "/dev/yinhu/accessaudit/vectors/signatures.json")) {
      return new ObjectMapper().readTree(json).valueStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NoteSigner signer(JsonNode vector) {
    return new NoteSigner(
        KeyType.of((byte) vector.get("type").asInt()),
        vector.get("name").asText(),
        HexFormat.of().parseHex(vector.get("seed").asText()));
  }

  private static Verification verify(JsonNode vector, String line) {
    NoteKey key = NoteKey.parse(vector.get("vkey").asText());
    return SignedNote.parse(vector.get("text").asText() + "\n" + line).verify(List.of(key));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theSeedGivesTheVerifierKey(JsonNode vector) {
    assertThat(signer(vector).key().text()).isEqualTo(vector.get("vkey").asText());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theLineVerifiesWithItsTime(JsonNode vector) {
    long time = vector.get("time").asLong();
    Verification verification = verify(vector, vector.get("line").asText());
    assertThat(verification.accepted()).isTrue();
    assertThat(verification.signed().getFirst().line()).isEqualTo(vector.get("line").asText());
    assertThat(verification.signed().getFirst().time())
        .isEqualTo(time == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(time)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void ourLineVerifiesAndIsTheSameBytesWhereTheAlgorithmIsDeterministic(JsonNode vector) {
    String text = vector.get("text").asText();
    long time = vector.get("time").asLong();
    String line = signer(vector).line(text, time);
    assertThat(verify(vector, line).accepted()).isTrue();
    assertThat(signer(vector).line(text, time)).isEqualTo(line);
    if (vector.get("deterministic").asBoolean()) {
      assertThat(line).isEqualTo(vector.get("line").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void anyChangeOfOriginSizeRootTimeOrSignatureIsNoticed(JsonNode vector) {
    String line = vector.get("line").asText();
    String text = vector.get("text").asText();
    NoteKey key = NoteKey.parse(vector.get("vkey").asText());
    for (String[] change : new String[][] {{"example", "Example"}, {"=\n", "=\nmore\n"}}) {
      boolean extension = change[1].contains("more");
      String changed = text.replaceFirst(change[0], change[1]);
      boolean unsigned = extension && key.type() == KeyType.ML_DSA_44_COSIGNATURE;
      assertThat(SignedNote.parse(changed + "\n" + line).isSignedBy(List.of(key)))
          .isEqualTo(unsigned);
    }
    int blob = line.lastIndexOf(' ') + 1;
    for (int at = blob + 6; at < line.length() - 4; at += 7) {
      char other = line.charAt(at) == 'A' ? 'B' : 'A';
      String changed = line.substring(0, at) + other + line.substring(at + 1);
      Verification verification = verify(vector, changed);
      assertThat(verification.accepted()).isFalse();
      assertThat(verification.wrong()).containsExactly(key);
    }
  }
}
