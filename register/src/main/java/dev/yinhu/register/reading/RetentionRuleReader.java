package dev.yinhu.register.reading;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.RetentionRule;
import dev.yinhu.register.RetentionStart;
import dev.yinhu.register.Suite;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code retention_rule}: laws that forbid deleting certain fields for a time. */
final class RetentionRuleReader {
  private final FieldLinks links;
  private final FieldSelection selection;

  RetentionRuleReader(FieldLinks links) {
    this.links = links;
    this.selection = new FieldSelection(links);
  }

  Declared<Optional<RetentionRule>> read(List<YamlMap> resources) {
    var rules =
        new Declared<Optional<RetentionRule>>("retention rule", ProblemCode.UNKNOWN_RETENTION_RULE);
    resources.forEach(resource -> read(resource, rules));
    return rules;
  }

  /** A faulty rule is kept by name, so that only its own fault is told and not every use of it. */
  private void read(YamlMap resource, Declared<Optional<RetentionRule>> rules) {
    YamlText key = Names.identifier(resource, "key", "a retention rule");
    Optional<YamlText> law = resource.required("law", "a retention rule");
    Optional<YamlText> article = resource.required("article", "a retention rule");
    Optional<Period> duration =
        resource.required("duration", "a retention rule").flatMap(RetentionRuleReader::period);
    Optional<RetentionStart> start =
        resource.required("from", "a retention rule").flatMap(this::start);
    Set<FieldRef> fields = selection.named(resource.texts("fields"));
    warnOfShapes(resource, fields);
    if (!resource.has("fields")) {
      String message = "a retention rule needs 'fields': list the fields that the law keeps";
      resource.problems().add(ProblemCode.MISSING_KEY, resource.place(), message);
    }
    var label = Labels.label(resource).orElseGet(() -> Labels.of(resource, resource, key.value()));
    boolean whole =
        law.isPresent() && article.isPresent() && duration.isPresent() && start.isPresent();
    rules.add(
        key,
        whole
            ? Optional.of(
                new RetentionRule(
                    key.value(),
                    label,
                    law.get().value(),
                    article.get().value(),
                    duration.get(),
                    start.get(),
                    fields))
            : Optional.empty());
    resource.warnOfOthers(Set.of("name", "description"));
  }

  private static Optional<Period> period(YamlText text) {
    try {
      Period period = Period.parse(text.value());
      if (!period.isZero() && !period.isNegative()) {
        return Optional.of(period);
      }
    } catch (DateTimeParseException | ArithmeticException _) {
      // told below, as a period of no length is
    }
    return text.bad("is not a period: write it like P3Y, P6M or P30D");
  }

  /** A field when it looks like one, else an event in words. */
  private Optional<RetentionStart> start(YamlText text) {
    if (!looksLikeField(text.value())) {
      return Optional.of(new RetentionStart.FromEvent(text.value()));
    }
    return text.as(FieldRef::parse)
        .flatMap(_ -> links.find(text))
        .filter(field -> isReadable(field, text))
        .map(field -> new RetentionStart.FromField(field.ref()));
  }

  private static boolean isReadable(DeclaredField field, YamlText text) {
    if (field.protection().isPresent()) {
      text.problems()
          .add(
              ProblemCode.COMPARED_PROTECTED,
              text.place(),
              text.quoted()
                  + " holds ciphertexts, so no date can be counted from it: name a field that is"
                  + " stored in clear, or an event in words");
    }
    return field.protection().isEmpty();
  }

  /** FF1 has no envelope, so nobody could tell whose key a value is under. */
  private void warnOfShapes(YamlMap resource, Set<FieldRef> fields) {
    for (FieldRef ref : fields) {
      boolean isShape =
          links
              .get(ref)
              .filter(field -> field.subject().isPresent())
              .flatMap(DeclaredField::protection)
              .filter(protection -> isShape(protection.suite()))
              .isPresent();
      if (isShape) {
        resource
            .problems()
            .add(
                ProblemCode.KEPT_SHAPE,
                resource.placeOf("fields"),
                "field '"
                    + ref
                    + "' keeps the shape of its values, so what this law keeps of it cannot be"
                    + " handed to a key of its own when its person is erased, and a deletion waits"
                    + " for somebody: use a suite without FF1");
      }
    }
  }

  private static boolean isShape(Suite suite) {
    return switch (suite) {
      case FF1_AES256, FF1_SM4 -> true;
      case AES256_GCM, XAES256_GCM, AES256_SIV, SM4_GCM, SM4_CTR_HMAC_SM3 -> false;
    };
  }

  private static boolean looksLikeField(String text) {
    return text.length() <= FieldRef.MAX_LENGTH
        && text.chars().noneMatch(Character::isWhitespace)
        && text.chars().filter(c -> c == '.').count() >= 2;
  }
}
