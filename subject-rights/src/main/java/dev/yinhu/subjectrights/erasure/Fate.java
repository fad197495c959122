package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.RetentionRule;
import java.util.List;

/** What becomes of a field when its person is erased. */
public sealed interface Fate {
  /** It goes with its row. */
  record Deleted() implements Fate {}

  /** The row stays; nothing stands in the field afterwards. */
  record Emptied() implements Fate {}

  /** The row stays; a word that is the same for everybody stands in the field afterwards. */
  record Anonymised() implements Fate {}

  /**
   * A law keeps it, and from then on it is read for a legal duty only.
   *
   * @param rules of the register, at least one
   */
  record Restricted(List<RetentionRule> rules) implements Fate {
    /** Copies the list. */
    public Restricted {
      rules = List.copyOf(rules);
    }
  }

  /** It stays since without it a row that is kept could not be found or referred to. */
  record Key() implements Fate {}

  /** It is nobody's personal data and stays in a row that stays. */
  record Untouched() implements Fate {}
}
