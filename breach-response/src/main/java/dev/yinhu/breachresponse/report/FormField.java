package dev.yinhu.breachresponse.report;

import dev.yinhu.breachresponse.Remark;
import dev.yinhu.breachresponse.jurisdiction.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A field of a form.
 *
 * @param key lower-case letters, digits and hyphens
 * @param label what people read
 * @param kind of what form its answer is
 * @param needed from when on it must be answered
 * @param choices codes and their names, in order; empty for other kinds
 */
public record FormField(
    String key, Wording label, FieldKind kind, Needed needed, Map<String, Wording> choices) {
  private static final int MOST_DIGITS = 12;
  private static final Wording YES = new Wording("是", "yes");
  private static final Wording NO = new Wording("否", "no");

  /** Copies the choices in their order. */
  public FormField {
    choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
  }

  /** What keeps a value from being an answer, without repeating it; empty when it is one. */
  Optional<String> fault(String value) {
    return switch (kind) {
      case TEXT -> remark(value);
      case TIME -> time(value);
      case NUMBER ->
          when(!value.matches("0|[1-9][0-9]{0," + (MOST_DIGITS - 1) + "}"), "a whole number");
      case YES_NO -> when(!value.equals("yes") && !value.equals("no"), "yes or no");
      case CHOICE ->
          when(!choices.containsKey(value), "one of " + String.join(", ", choices.keySet()));
      case CHOICES -> {
        List<String> codes = codes(value);
        yield when(
            !choices.keySet().containsAll(codes)
                || codes.stream().distinct().count() < codes.size(),
            "codes of " + String.join(", ", choices.keySet()) + ", each once");
      }
    };
  }

  /** How a value is shown; for codes their names, for others the value itself. */
  Wording shown(String value) {
    return switch (kind) {
      case TEXT, TIME, NUMBER -> new Wording(value, value);
      case YES_NO -> value.equals("yes") ? YES : NO;
      case CHOICE, CHOICES -> {
        List<Wording> names =
            codes(value).stream()
                .map(code -> choices.getOrDefault(code, new Wording(code, code)))
                .toList();
        yield new Wording(
            String.join("、", names.stream().map(Wording::zh).toList()),
            String.join(", ", names.stream().map(Wording::en).toList()));
      }
    };
  }

  private static List<String> codes(String value) {
    return Arrays.asList(value.split(",", -1));
  }

  private static Optional<String> when(boolean wrong, String expected) {
    return wrong ? Optional.of("expected " + expected) : Optional.empty();
  }

  private static Optional<String> remark(String value) {
    try {
      var _ = new Remark(value);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> time(String value) {
    try {
      Instant at = Instant.parse(value);
      return when(
          !at.equals(at.truncatedTo(ChronoUnit.MILLIS)) || !at.toString().equals(value),
          "a time in UTC such as 2026-03-01T02:00:00Z, to the millisecond");
    } catch (DateTimeException e) {
      return Optional.of("expected a time such as 2026-03-01T02:00:00Z");
    }
  }
}
