package dev.yinhu.register.reading;

import dev.yinhu.register.Category;
import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.ValueFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code yinhu.protect.format}: the shape that values keep. */
final class FormatReader {
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private FormatReader() {}

  /** The format, told when there is none although something needs it. */
  static Optional<ValueFormat> read(YamlMap protect, List<Category> categories, Place needed) {
    if (protect.has("format")) {
      return protect.isScalar("format")
          ? protect
              .text("format")
              .flatMap(text -> text.choice("format", UsualFormat.values()))
              .map(UsualFormat::format)
          : protect.map("format").flatMap(FormatReader::written);
    }
    Optional<ValueFormat> usual = UsualFormat.of(categories).map(UsualFormat::format);
    if (usual.isEmpty()) {
      String message =
          "values keep their shape and the category has no usual one: add 'format', as in"
              + " {alphabet: digits, keep_first: 2, min_length: 8}";
      protect.problems().add(ProblemCode.MISSING_KEY, needed, message);
    }
    return usual;
  }

  /** What stands in a mapping, before it is known to be sound. */
  private record Draft(
      String alphabet,
      int keepFirst,
      int keepLast,
      OptionalInt least,
      int most,
      CheckCharacter check,
      String passed) {

    int symbols() {
      return (int) alphabet.codePoints().count();
    }

    int kept() {
      return keepFirst + keepLast + check.length();
    }

    int minLength() {
      return least.orElse(kept() + shortest(symbols()));
    }

    double domain() {
      return ValueFormat.domain(symbols(), minLength() - kept());
    }

    ValueFormat format() {
      return new ValueFormat(alphabet, keepFirst, keepLast, minLength(), most, check, passed);
    }
  }

  private static Optional<ValueFormat> written(YamlMap format) {
    Draft draft =
        new Draft(
            alphabet(format.verbatim("alphabet").orElse("digits")),
            length(format, "keep_first").orElse(0),
            length(format, "keep_last").orElse(0),
            length(format, "min_length"),
            length(format, "max_length").orElse(ValueFormat.MAX_LENGTH),
            format
                .text("check")
                .flatMap(text -> text.choice("check", CheckCharacter.values()))
                .orElse(CheckCharacter.NONE),
            format.verbatim("passed").orElse(""));
    format.warnOfOthers(Set.of());
    return isWide(draft, format) ? built(draft, format) : Optional.empty();
  }

  private static String alphabet(String written) {
    return switch (written) {
      case "digits" -> DIGITS;
      case "letters" -> LETTERS;
      case "alphanumeric" -> DIGITS + LETTERS;
      default -> written;
    };
  }

  private static OptionalInt length(YamlMap format, String key) {
    return format.number(key, 0, ValueFormat.MAX_LENGTH).stream()
        .mapToInt(n -> (int) n)
        .findFirst();
  }

  /** Fewest characters of so large an alphabet that have a million values. */
  private static int shortest(int symbols) {
    int length = 2;
    while (symbols >= 2 && ValueFormat.domain(symbols, length) < ValueFormat.MIN_DOMAIN) {
      length++;
    }
    return length;
  }

  /** An alphabet of one character is left to the other bounds. */
  private static boolean isWide(Draft draft, YamlMap format) {
    boolean wide = draft.symbols() < 2 || draft.domain() >= ValueFormat.MIN_DOMAIN;
    if (!wide) {
      int permuted = Math.max(draft.minLength() - draft.kept(), 0);
      String message =
          permuted
              + " encrypted characters out of "
              + draft.symbols()
              + " have "
              + (long) draft.domain()
              + " values, which can be tried out; NIST SP 800-38G asks for a million: encrypt "
              + shortest(draft.symbols())
              + " characters or more (min_length, keep_first, keep_last), take a larger alphabet,"
              + " or use tokens instead";
      format.problems().add(ProblemCode.SMALL_DOMAIN, format.place(), message);
    }
    return wide;
  }

  private static Optional<ValueFormat> built(Draft draft, YamlMap format) {
    try {
      return Optional.of(draft.format());
    } catch (IllegalArgumentException e) {
      format.problems().add(ProblemCode.BAD_VALUE, format.place(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
