package dev.yinhu.register.reading;

import dev.yinhu.register.MaskName;
import dev.yinhu.register.MaskRule;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads {@code yinhu.protect.mask}: a mask by name, or a template. */
final class MaskReader {
  /** Hidden characters that cannot be guessed at the first try, where nothing else is said. */
  private static final long USUAL_HIDDEN = 4;

  private MaskReader() {}

  static Optional<MaskRule> read(YamlMap protect) {
    return protect.isScalar("mask")
        ? protect
            .text("mask")
            .flatMap(text -> text.choice("mask", MaskName.values()))
            .map(MaskRule.Named::new)
        : protect.map("mask").flatMap(MaskReader::template);
  }

  private static Optional<MaskRule> template(YamlMap mask) {
    Optional<MaskRule.Replacement> replacement =
        mask.has("replace")
            ? built(
                mask,
                "replace",
                ProblemCode.BAD_VALUE,
                () -> new MaskRule.Replacement(mask.verbatim("replace").orElse("")))
            : Optional.of(MaskRule.Replacement.STAR);
    Optional<MaskRule> rule =
        replacement.flatMap(r -> mask.has("pattern") ? pattern(mask, r) : ends(mask, r));
    mask.warnOfOthers(Set.of());
    return rule;
  }

  private static Optional<MaskRule> pattern(YamlMap mask, MaskRule.Replacement replacement) {
    String pattern = mask.verbatim("pattern").orElse("");
    return built(
        mask,
        "pattern",
        ProblemCode.MASK_SHOWS_ALL,
        () -> new MaskRule.Pattern(pattern, replacement));
  }

  private static Optional<MaskRule> ends(YamlMap mask, MaskRule.Replacement replacement) {
    int first = length(mask, "show_first", 0);
    int last = length(mask, "show_last", 0);
    int hidden = length(mask, "min_hidden", USUAL_HIDDEN);
    boolean hideLength = mask.flag("hide_length");
    if (!mask.has("show_first") && !mask.has("show_last")) {
      String message =
          "a mask template needs 'show_first', 'show_last' or 'pattern'; to hide everything write"
              + " mask: all";
      mask.problems().add(ProblemCode.MISSING_KEY, mask.place(), message);
      return Optional.empty();
    }
    return built(
        mask,
        "min_hidden",
        ProblemCode.MASK_SHOWS_ALL,
        () -> new MaskRule.Ends(first, last, hidden, replacement, hideLength));
  }

  private static int length(YamlMap mask, String key, long otherwise) {
    return (int) mask.number(key, 0, MaskRule.MAX_CHARACTERS).orElse(otherwise);
  }

  private static <T> Optional<T> built(
      YamlMap mask, String key, ProblemCode code, Supplier<T> constructor) {
    try {
      return Optional.of(constructor.get());
    } catch (IllegalArgumentException e) {
      mask.problems().add(code, mask.placeOf(key), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
