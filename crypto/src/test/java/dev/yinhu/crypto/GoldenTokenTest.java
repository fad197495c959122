package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.crypto.vectors.VectorRoom;
import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.TokenSettings;
import dev.yinhu.register.ValueFormat;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Computed tokens against those that {@code src/test/vectors/token.py} computes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenTokenTest {
  private static final HexFormat HEX = HexFormat.of();

  private final JsonNode golden;
  private final VectorRoom room;
  private final TokenKeys keys;
  private final TokenDrawing drawing;
  private final Tokens tokens;

  GoldenTokenTest() throws Exception {
    golden = VectorRoom.read("token.json");
    room = new VectorRoom();
    room.store("token", golden.get("versions"));
    Crypto crypto = room.open();
    keys = new TokenKeys(crypto.keyrings());
    drawing = new TokenDrawing(keys, new SecureRandom());
    tokens = crypto.tokens();
  }

  @AfterAll
  void close() {
    room.close();
  }

  @TestFactory
  Stream<DynamicTest> everyVectorIsComputedAgain() {
    return StreamSupport.stream(golden.get("vectors").spliterator(), false)
        .map(vector ->
            DynamicTest.dynamicTest(
                "%s %s %s".formatted(vector.get("kind"), vector.get("field"), vector.get("format")),
                () -> assertComputedAgain(vector)));
  }

  private void assertComputedAgain(JsonNode vector) {
    TokenRequest request = request(vector);
    KeyVersion active = keys.versions().getFirst();
    String token = drawing.draw(request, active, 0).orElseThrow().text();

    assertThat(token).isEqualTo(vector.get("token").asText());
    if (request.settings().kind() == TokenKind.DETERMINISTIC) {
      assertThat(HEX.formatHex(tokens.hash(active, request.field(), token).bytes()))
          .isEqualTo(vector.get("tokenHash").asText());
      assertThat(HEX.formatHex(drawing.valueHash(request, active)))
          .isEqualTo(vector.get("valueHash").asText());
    } else {
      assertThat(tokens.oneWay(request)).isEqualTo(new TokenMade.Made(token, Optional.empty()));
    }
  }

  private static TokenRequest request(JsonNode vector) {
    TokenKind kind =
        Arrays.stream(TokenKind.values())
            .filter(k -> k.wire().equals(vector.get("kind").asText()))
            .findFirst()
            .orElseThrow();
    Optional<ValueFormat> format =
        vector.get("format").isNull()
            ? Optional.empty()
            : Optional.of(format(vector.get("format").asText()));
    KeyScope scope =
        vector.get("subjectKey").isNull()
            ? KeyScope.shared()
            : KeyScope.ofSubject(
                new SubjectRef(new byte[SubjectRef.BYTES]),
                HEX.parseHex(vector.get("subjectKey").asText()));
    return new TokenRequest(
        FieldRef.parse(vector.get("field").asText()),
        Suite.AES256_GCM,
        new TokenSettings(kind, Optional.empty(), format.isPresent()),
        format,
        scope,
        vector.get("value").asText());
  }

  private static ValueFormat format(String name) {
    return switch (name) {
      case "mobile" -> ValueFormat.MOBILE_CN;
      case "card" -> ValueFormat.CARD;
      case "id-number" -> ValueFormat.ID_NUMBER_CN;
      default ->
          new ValueFormat(
              IntStream.range(0x4e00, 0x4e00 + 20902)
                  .mapToObj(Character::toString)
                  .collect(Collectors.joining()),
              0,
              0,
              2,
              10,
              CheckCharacter.NONE,
              "·");
    };
  }
}
