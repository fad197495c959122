package dev.yinhu.subjectrights.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a store is asked, as docs/store-webhook.md has it. */
final class WebhookWords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WebhookWords() {}

  /** Fields that hold other fields are no columns. */
  static List<FieldRef> fields(Node node) {
    return node.declared().fields().stream()
        .map(DeclaredField::ref)
        .filter(ref -> ref.field().indexOf('.') < 0)
        .toList();
  }

  /** What every request says. */
  static Map<String, Object> about(String operation, Node node, SubjectId person) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("version", 1);
    words.put("operation", operation);
    words.put("dataset", node.name().dataset());
    words.put("collection", node.name().collection());
    words.put("person", person.value());
    return words;
  }

  /** What a recipient is told. */
  static Map<String, Object> stop(String recipient, String purpose, SubjectId person) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("version", 1);
    words.put("operation", "stop");
    words.put("recipient", recipient);
    words.put("purpose", purpose);
    words.put("person", person.value());
    return words;
  }

  /** The same of a field that somebody had corrected. */
  static Map<String, Object> correct(
      String recipient, String field, String value, SubjectId person) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("version", 1);
    words.put("operation", "correct");
    words.put("recipient", recipient);
    words.put("field", field);
    words.put("value", value);
    words.put("person", person.value());
    return words;
  }

  /**
   * What tells one errand of a step from another. A value is encrypted anew in every attempt: its
   * field counts, not its ciphertext.
   */
  static Map<String, Object> errand(Map<String, Object> words) {
    if (!(words.get("values") instanceof Map<?, ?> values)) {
      return words;
    }
    Map<String, Object> errand = new LinkedHashMap<>(words);
    errand.put("values", List.copyOf(values.keySet()));
    return errand;
  }

  static Map<String, Object> plan(ErasePlan plan) {
    Map<String, Object> words = new LinkedHashMap<>();
    switch (plan) {
      case ErasePlan.DeleteRows _ -> words.put("kind", "delete");
      case ErasePlan.Keep _ -> words.put("kind", "keep");
      case ErasePlan.Overwrite(Map<FieldRef, ErasePlan.Replacement> fields) -> {
        words.put("kind", "overwrite");
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        fields.forEach((field, with) -> texts.put(field.field(), word(with)));
        words.put("fields", texts);
      }
      case ErasePlan.ByDate byDate -> {
        words.put("kind", "by-date");
        words.put("field", byDate.start().field());
        words.put("before", byDate.before().toString());
        words.put("past", plan(byDate.past()));
        words.put("young", plan(byDate.young()));
      }
    }
    return words;
  }

  private static @Nullable String word(ErasePlan.Replacement replacement) {
    return switch (replacement) {
      case ErasePlan.Replacement.Nothing _ -> null;
      case ErasePlan.Replacement.Word(String word) -> word;
    };
  }

  static byte[] bytes(Map<String, Object> words) {
    try {
      return JSON.writeValueAsBytes(words);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can always be written as JSON", e);
    }
  }
}
