package dev.yinhu.accessaudit.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an entry can be found and counted by: codes and names that stand in it, compared exactly. An
 * entry may have several values of an attribute, or none.
 */
public enum Attribute {
  /** The printed reference of a subject. */
  REF,
  /** Who asked for an access. */
  CALLER,
  /** The member of staff in whose name was asked; who changed something; who read the log. */
  ACTOR,
  /** For what was asked. */
  PURPOSE,
  /** The fields of an access, and compound indexes. */
  FIELD,
  /** What came of an access, item by item; of an administrative change its phase. */
  OUTCOME,
  /** The precise reason of an outcome, where there is one. */
  DETAIL,
  /** The operation of an access, the action of a change, what kind of reading it was. */
  OPERATION,
  /** The version of the register that decided. */
  REGISTER,
  /** {@code access}, {@code admin}, {@code reading} or {@code unknown}. */
  KIND,
  /** {@code yes} for what belongs to a drill; everything else has none. */
  DRILL;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Its name in queries and answers. */
  public String word() {
    return word;
  }

  /** Whether entries can be counted by it. Subjects are too many for that. */
  public boolean isCountable() {
    return this != REF;
  }

  /** The attribute of a {@link #word()}, if it is one. */
  public static Optional<Attribute> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
