package dev.yinhu.piiscanner.redact;

import dev.yinhu.piiscanner.PiiType;
import java.util.List;
import java.util.OptionalInt;

/** What stands in the place of personal data. Safe for use by many threads. */
@FunctionalInterface
public interface Replacement {
  /**
   * What to write for the values of one text.
   *
   * @param values in the order of the text; may be empty
   * @return as many, in the same order
   * @throws RedactionException when one of them cannot be replaced
   */
  List<Written> of(List<Value> values);

  /**
   * A value that is to be replaced.
   *
   * @param type what the scanner says that it is
   * @param text the value as it stands in the original
   */
  record Value(PiiType type, String text) {
    /** Without the value. */
    @Override
    public String toString() {
      return "Value[" + type + "]";
    }
  }

  /**
   * What is written in the place of a value.
   *
   * @param text any text
   * @param keyVersion of the key that turns it back, where the text does not say it itself
   */
  record Written(String text, OptionalInt keyVersion) {
    /** A text that needs nothing beside it. */
    public Written(String text) {
      this(text, OptionalInt.empty());
    }
  }

  /** The name of the type in square brackets, such as {@code [CN_MOBILE]}. */
  static Replacement byType() {
    return values -> values.stream().map(value -> new Written("[" + value.type() + "]")).toList();
  }
}
