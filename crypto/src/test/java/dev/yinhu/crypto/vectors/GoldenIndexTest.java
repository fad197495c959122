package dev.yinhu.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.crypto.BlindIndexes;
import dev.yinhu.crypto.IndexDefinition;
import dev.yinhu.crypto.IndexTerms;
import dev.yinhu.crypto.mac.MacAlgorithm;
import dev.yinhu.register.FieldRef;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Blind indexes against those that {@code src/test/vectors/blind_index.py} computes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenIndexTest {
  private final JsonNode golden;
  private final VectorRoom keys;
  private final BlindIndexes indexes;

  GoldenIndexTest() throws Exception {
    golden = VectorRoom.read("blind-index.json");
    keys = new VectorRoom();
    keys.store("index", golden.get("versions"));
    indexes = keys.open().indexes();
  }

  @AfterAll
  void close() {
    keys.close();
  }

  @TestFactory
  Stream<DynamicTest> everyVectorIsComputedAgain() {
    return StreamSupport.stream(golden.get("vectors").spliterator(), false)
        .map(vector ->
            DynamicTest.dynamicTest(
                "%s %s %s"
                    .formatted(vector.get("algorithm"), vector.get("ref"), vector.get("bits")),
                () -> assertComputedAgain(vector)));
  }

  private void assertComputedAgain(JsonNode vector) {
    int bits = vector.get("bits").asInt();
    int partitions = vector.get("partitions").asInt();
    IndexDefinition definition =
        new IndexDefinition(
            FieldRef.parse(vector.get("ref").asText()),
            vector.get("name").asText(),
            MacAlgorithm.valueOf(vector.get("algorithm").asText()),
            bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits),
            partitions);
    List<String> expected = texts(vector.get("query"));

    IndexTerms terms = indexes.terms(definition, texts(vector.get("inputs")));

    assertThat(terms.query()).isEqualTo(expected);
    assertThat(terms.store()).isIn(expected.subList(0, partitions));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
