package dev.yinhu.subjectrights.correction;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import java.util.List;

/** What must be shown before a field of a category is changed. */
enum Proof {
  /** Somebody looks at a document, whoever asked. */
  DOCUMENT,
  /** Somebody looks at it, unless who asked was proven by a code or by hand. */
  STRONG_IDENTITY,
  /** That the platform knows who asks. */
  NONE;

  /** The first that fits counts. */
  private record Rule(CategoryKey below, Proof proof) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(new CategoryKey("user.government_id"), DOCUMENT),
          new Rule(new CategoryKey("user.name"), DOCUMENT),
          new Rule(new CategoryKey("user.demographic.date_of_birth"), DOCUMENT),
          new Rule(new CategoryKey("user.financial"), DOCUMENT),
          new Rule(new CategoryKey("user.contact"), STRONG_IDENTITY));

  /** The strictest of the field's categories. */
  static Proof of(DeclaredField field) {
    return RULES.stream()
        .filter(rule ->
            field.categories().stream().anyMatch(category -> category.isWithin(rule.below())))
        .map(Rule::proof)
        .min(Proof::compareTo)
        .orElse(NONE);
  }
}
