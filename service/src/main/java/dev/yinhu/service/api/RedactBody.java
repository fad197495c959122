package dev.yinhu.service.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.service.http.InvalidMember;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/redact/text}. */
record RedactBody(
    String text,
    String method,
    @Nullable String format,
    @Nullable List<String> names,
    @Nullable List<String> types,
    @JsonProperty("min_confidence") @Nullable Double minConfidence,
    @Nullable Map<String, @Nullable String> fields,
    @Nullable String subject,
    @Nullable String actor,
    @Nullable String reason)
    implements OnBehalf, ScanWish {

  /** What stands in the place of a finding. */
  enum Method {
    MASK,
    TYPE,
    HASH,
    ENCRYPT,
    FF1
  }

  /** What the text is written in. */
  enum Format {
    TEXT,
    JSON
  }

  RedactBody {
    OnBehalf.behalf(actor, reason);
    InvalidMember.required(text, "text");
    names = ScanWish.names(names);
    types = ScanWish.types(types);
    ScanWish.checkConfidence(minConfidence);
    Method asked = word(Method.class, InvalidMember.required(method, "method"), "method");
    if (format != null) {
      word(Format.class, format, "format");
    }
    if (isSealing(asked) == (fields == null)) {
      throw new InvalidMember(
          "fields", "fields of the register by type with encrypt and ff1, and only with them");
    }
    fieldsByType(fields);
  }

  private static boolean isSealing(Method method) {
    return method == Method.ENCRYPT || method == Method.FF1;
  }

  private static <E extends Enum<E>> E word(Class<E> words, String text, String member) {
    for (E word : words.getEnumConstants()) {
      if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
        return word;
      }
    }
    throw new InvalidMember(
        member,
        "one of "
            + Arrays.stream(words.getEnumConstants())
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }

  private static Map<PiiType, String> fieldsByType(@Nullable Map<String, @Nullable String> fields) {
    Map<PiiType, String> byType = new HashMap<>();
    if (fields != null) {
      fields.forEach((type, field) ->
          byType.put(ScanWish.checkType(type, "fields"), InvalidMember.required(field, "fields")));
    }
    return byType;
  }

  Method chosen() {
    return word(Method.class, method, "method");
  }

  Format written() {
    return format == null ? Format.TEXT : word(Format.class, format, "format");
  }

  Map<PiiType, String> fieldsByType() {
    return fieldsByType(fields);
  }

  Hints hints() {
    return ScanWish.hints(names);
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "RedactBody[***]";
  }
}
