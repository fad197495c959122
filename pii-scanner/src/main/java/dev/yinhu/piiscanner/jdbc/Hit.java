package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace.Ground;

/**
 * That one value holds a type.
 *
 * @param whole whether it holds nothing else
 * @param milli confidence in thousandths
 * @param supported whether more than its shape speaks for it: a check, a name, words beside it
 * @param named whether the column's name speaks for it
 * @param text what was found; never leaves this package but as an example
 */
record Hit(PiiType type, boolean whole, int milli, boolean supported, boolean named, String text) {
  static Hit of(Finding finding, boolean whole, String text) {
    boolean supported = false;
    boolean named = false;
    for (var term : finding.trace().terms()) {
      boolean name = term.ground() == Ground.NAME && term.weight() > 0;
      named |= name;
      supported |= name || (term.weight() > 0 && term.ground() != Ground.STRUCTURE);
    }
    return new Hit(
        finding.type(),
        whole,
        (int) Math.round(finding.confidence() * 1000),
        supported,
        named,
        text);
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "Hit[" + type + "]";
  }
}
