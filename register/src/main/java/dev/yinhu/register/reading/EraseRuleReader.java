package dev.yinhu.register.reading;

import dev.yinhu.register.EraseRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code yinhu.erase} of a field: {@code delete}, {@code empty} or a word for everybody. */
final class EraseRuleReader {
  private static final String KEY = "erase";
  private static final String ANONYMISE = "anonymise";
  private static final String DELETE = "delete";
  private static final String EMPTY = "empty";

  private EraseRuleReader() {}

  static EraseRule read(YamlMap own) {
    if (!own.has(KEY)) {
      return EraseRule.DELETE;
    }
    Optional<EraseRule> rule =
        own.isScalar(KEY) ? own.text(KEY).flatMap(EraseRuleReader::word) : mapping(own);
    return rule.orElse(EraseRule.DELETE);
  }

  private static Optional<EraseRule> word(YamlText text) {
    return switch (text.value()) {
      case DELETE -> Optional.of(EraseRule.DELETE);
      case EMPTY -> Optional.of(new EraseRule.Empty());
      default ->
          text.bad(
              "is no way to erase: write delete, empty, or {anonymise: WORD}",
              List.of(DELETE, EMPTY, ANONYMISE));
    };
  }

  private static Optional<EraseRule> mapping(YamlMap own) {
    return own.map(KEY)
        .flatMap(map -> {
          Optional<YamlText> word = map.required(ANONYMISE, KEY);
          map.warnOfOthers(Set.of());
          return word.flatMap(EraseRuleReader::anonymise);
        });
  }

  private static Optional<EraseRule> anonymise(YamlText text) {
    try {
      return Optional.of(new EraseRule.Anonymise(text.value()));
    } catch (IllegalArgumentException e) {
      return text.bad("cannot stand for everybody: " + e.getMessage());
    }
  }
}
