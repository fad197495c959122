package dev.yinhu.accessaudit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.accessaudit.AuditEntry.Access;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Purpose;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** However large a request was: whole entries come out, and together they say all of it. */
class EntrySplitPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 60)
  void partsFitALeafAndLoseNothing(
      @ForAll @IntRange(min = 1, max = 1_000) int items,
      @ForAll @IntRange(min = 1, max = 1_000) int mostSubjects,
      @ForAll long seed)
      throws IOException {
    Access access = access(items, mostSubjects, seed);
    List<byte[]> leaves = EntryJson.leaves(access);
    List<JsonNode> parts = new ArrayList<>();
    for (byte[] leaf : leaves) {
      assertThat(leaf.length).isLessThanOrEqualTo(EntryJson.MAX_BYTES);
      parts.add(JSON.readTree(leaf));
    }
    for (int i = 0; i < parts.size(); i++) {
      checkHead(parts.get(i), i + 1, parts.size());
    }
    assertThat(counts(parts)).isEqualTo(counts(access));
    assertThat(subjects(parts)).isEqualTo(subjects(access));
  }

  private static void checkHead(JsonNode part, int number, int of) {
    assertThat(part.get("request").asText()).isEqualTo("r-1");
    assertThat(part.get("caller").asText()).isEqualTo("order-service");
    assertThat(part.get("purpose").asText()).isEqualTo("deliver-order");
    assertThat(part.get("register").asLong()).isEqualTo(3);
    assertThat(part.get("items").isEmpty()).isFalse();
    assertThat(part.path("part").asInt(1)).isEqualTo(number);
    assertThat(part.path("parts").asInt(1)).isEqualTo(of);
  }

  private static Access access(int items, int mostSubjects, long seed) {
    Random random = new Random(seed);
    List<Item> all = new ArrayList<>();
    int left = 4_000;
    for (int i = 0; i < items; i++) {
      int subjects = Math.min(left, random.nextInt(mostSubjects + 1));
      left -= subjects;
      all.add(item(i, subjects, random));
    }
    return new Access(
        Instant.parse("2026-06-01T04:00:00.123456789Z"),
        "r-1",
        Operation.DECRYPT,
        new CallerName("order-service"),
        Optional.of(new Purpose("deliver-order")),
        Behalf.NOBODY,
        3,
        all);
  }

  private static Item item(int number, int subjects, Random random) {
    List<String> refs = new ArrayList<>();
    for (int i = 0; i < subjects; i++) {
      refs.add("%022d".formatted(number * 1_000L + i));
    }
    String field = "shop.users." + "号".repeat(random.nextInt(180)) + number;
    return new Item(field, "clear", "", Math.max(1, subjects + random.nextInt(3)), refs);
  }

  private static Map<String, Integer> counts(Access access) {
    Map<String, Integer> counts = new HashMap<>();
    access.items().forEach(item -> counts.merge(item.field(), item.count(), Integer::sum));
    return counts;
  }

  private static Map<String, Integer> counts(List<JsonNode> parts) {
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode part : parts) {
      for (JsonNode item : part.get("items")) {
        assertThat(item.get("count").asInt()).isGreaterThanOrEqualTo(item.get("subjects").size());
        counts.merge(item.get("field").asText(), item.get("count").asInt(), Integer::sum);
      }
    }
    return counts;
  }

  private static List<String> subjects(Access access) {
    List<String> subjects = new ArrayList<>();
    access.items().forEach(item -> subjects.addAll(item.subjects()));
    return subjects;
  }

  private static List<String> subjects(List<JsonNode> parts) {
    List<String> subjects = new ArrayList<>();
    for (JsonNode part : parts) {
      for (JsonNode item : part.get("items")) {
        item.get("subjects").forEach(subject -> subjects.add(subject.asText()));
      }
    }
    return subjects;
  }
}
