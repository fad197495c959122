package dev.yinhu.piiscanner.name;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.address.AddressDetector;
import dev.yinhu.piiscanner.detect.Detector;
import dev.yinhu.piiscanner.text.FoldedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Precision and recall on labelled texts. {@code names-own.jsonl} was written together with the
 * detectors, {@code cn-other.jsonl} apart from them.
 */
class NamesAndAddressesQualityTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Span(int start, int end) {
    boolean halfOf(Span other) {
      int both = Math.min(end, other.end) - Math.max(start, other.start);
      int all = Math.max(end, other.end) - Math.min(start, other.start);
      return both * 2 >= all;
    }
  }

  private record Measured(int right, int found, int labelled, int trapped, int traps) {
    double precision() {
      return right / (double) found;
    }

    double recall() {
      return right / (double) labelled;
    }

    double f1() {
      return 2 * precision() * recall() / (precision() + recall());
    }

    double clean() {
      return 1 - trapped / (double) traps;
    }
  }

  @Test
  void namesInTextsOfOurOwnAreFoundExactly() throws IOException {
    Measured names = measure("names-own.jsonl", "PERSON_NAME", new NameDetector(), true);
    assertThat(names.precision()).isGreaterThanOrEqualTo(0.95);
    assertThat(names.recall()).isGreaterThanOrEqualTo(0.80);
  }

  @Test
  void namesInTextsOfAnotherAuthorAreFoundExactly() throws IOException {
    Measured names = measure("cn-other.jsonl", "PERSON_NAME", new NameDetector(), true);
    assertThat(names.precision()).isGreaterThanOrEqualTo(0.97);
    assertThat(names.recall()).isGreaterThanOrEqualTo(0.93);
    assertThat(names.clean()).isGreaterThanOrEqualTo(0.995);
  }

  @Test
  void namesInTextsOfManyLayoutsAreFoundExactly() throws IOException {
    Measured names = measure("mixed.jsonl", "PERSON_NAME", new NameDetector(), true);
    assertThat(names.precision()).isGreaterThanOrEqualTo(0.98);
    assertThat(names.recall()).isGreaterThanOrEqualTo(0.93);
    assertThat(names.clean()).isGreaterThanOrEqualTo(0.995);
  }

  @Test
  void addressesAreFoundWhereTheyStand() throws IOException {
    AddressDetector detector = new AddressDetector();
    for (String corpus : List.of("names-own.jsonl", "cn-other.jsonl", "mixed.jsonl")) {
      Measured addresses = measure(corpus, "CN_ADDRESS", detector, false);
      assertThat(addresses.f1()).as(corpus).isGreaterThanOrEqualTo(0.95);
      assertThat(addresses.clean()).as(corpus).isGreaterThanOrEqualTo(0.995);
    }
  }

  private static Measured measure(String corpus, String type, Detector detector, boolean exact)
      throws IOException {
    int right = 0;
    int found = 0;
    int labelled = 0;
    int trapped = 0;
    int traps = 0;
    for (JsonNode line : lines(corpus)) {
      List<Span> gold = spans(line.get("spans"), type);
      List<Span> told = told(line.get("text").asText(), detector);
      List<Span> negatives = spans(line.path("negatives"), "");
      labelled += gold.size();
      found += told.size();
      right +=
          (int)
              gold.stream()
                  .filter(
                      span -> told.stream().anyMatch(t -> exact ? t.equals(span) : t.halfOf(span)))
                  .count();
      traps += negatives.size();
      trapped +=
          (int)
              negatives.stream()
                  .filter(
                      trap -> told.stream().anyMatch(t -> t.start < trap.end && trap.start < t.end))
                  .count();
    }
    return new Measured(right, found, labelled, trapped, traps);
  }

  private static List<Span> told(String text, Detector detector) {
    FoldedText folded = FoldedText.of(text);
    List<Span> told = new ArrayList<>();
    detector.detect(
        folded,
        Hints.NONE,
        c -> told.add(new Span(folded.codePointStart(c.start()), folded.codePointEnd(c.end()))));
    return told;
  }

  private static List<Span> spans(JsonNode array, String type) {
    List<Span> spans = new ArrayList<>();
    for (JsonNode span : array) {
      if (type.isEmpty() || span.get(2).asText().equals(type)) {
        spans.add(new Span(span.get(0).asInt(), span.get(1).asInt()));
      }
    }
    return spans;
  }

  private static List<JsonNode> lines(String corpus) throws IOException {
    InputStream in =
        Objects.requireNonNull(
            NamesAndAddressesQualityTest.class.getResourceAsStream("/corpus/" + corpus));
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }
}
