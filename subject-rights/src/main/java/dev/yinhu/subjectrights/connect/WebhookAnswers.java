package dev.yinhu.subjectrights.connect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what a store answers, strictly: a key that is missing or not asked for, or a value of
 * another kind, makes the whole answer {@code bad-answer}. Nothing of an answer gets into a
 * message.
 */
final class WebhookAnswers {
  static final String BAD = "bad-answer";
  private static final int MOST_BYTES = 65_536;
  private static final Set<String> CODES =
      Set.of(
          "no-table",
          "no-column",
          "no-permission",
          "id-does-not-fit",
          "refers-still",
          "must-not-be-null",
          "rows-left",
          "no-dates",
          "no-conditions");

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private WebhookAnswers() {}

  /** An object with these keys and no others. */
  static JsonNode object(byte[] json, Set<String> keys) {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (IOException e) {
      // Its message may show a part of the answer.
      throw new BadAnswer(BAD);
    }
    return object(node, keys);
  }

  private static JsonNode object(JsonNode node, Set<String> keys) {
    Set<String> there = new TreeSet<>();
    node.fieldNames().forEachRemaining(there::add);
    if (!node.isObject() || !there.equals(keys)) {
      throw new BadAnswer(BAD);
    }
    return node;
  }

  /** Only that it did, never that it did not: that is a refusal with a code. */
  static boolean stopped(InputStream body) throws IOException {
    return yes(body, "stopped");
  }

  static boolean corrected(InputStream body) throws IOException {
    return yes(body, "corrected");
  }

  private static boolean yes(InputStream body, String word) throws IOException {
    JsonNode answer = object(whole(body), Set.of(word));
    if (!answer.get(word).isBoolean() || !answer.get(word).booleanValue()) {
      throw new BadAnswer(BAD);
    }
    return true;
  }

  /** All of a short answer. */
  static byte[] whole(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new BadAnswer("answer-too-long");
    }
    return bytes;
  }

  static long number(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
      throw new BadAnswer(BAD);
    }
    return node.longValue();
  }

  static long count(InputStream body) throws IOException {
    return number(object(whole(body), Set.of("count")).get("count"));
  }

  static Erased erased(InputStream body) throws IOException {
    JsonNode answer = object(whole(body), Set.of("found", "left"));
    Erased erased = new Erased(number(answer.get("found")), number(answer.get("left")));
    if (erased.left() > 0) {
      throw new BadAnswer("rows-left");
    }
    return erased;
  }

  /** As many as the plan has parts. */
  static List<Tally> tallies(InputStream body, int parts) throws IOException {
    JsonNode list = object(whole(body), Set.of("tally")).get("tally");
    if (!list.isArray() || list.size() != parts) {
      throw new BadAnswer(BAD);
    }
    List<Tally> tallies = new ArrayList<>();
    for (JsonNode each : list) {
      JsonNode one = object(each, Set.of("rows", "earliest", "latest"));
      tallies.add(
          new Tally(number(one.get("rows")), day(one.get("earliest")), day(one.get("latest"))));
    }
    return tallies;
  }

  private static Optional<LocalDate> day(JsonNode node) {
    try {
      return node.isNull() ? Optional.empty() : Optional.of(LocalDate.parse(text(node)));
    } catch (DateTimeException e) {
      throw new BadAnswer(BAD);
    }
  }

  static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw new BadAnswer(BAD);
    }
    return node.textValue();
  }

  /** Why a store refuses for good; a code of its own making is not taken over. */
  static String refusal(InputStream body) throws IOException {
    String code = text(object(whole(body), Set.of("code")).get("code"));
    return CODES.contains(code) ? code : "store-refused";
  }
}
