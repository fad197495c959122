package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.FieldRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the rows of a person in a collection are erased. */
public sealed interface ErasePlan {
  /** The rows go. */
  record DeleteRows() implements ErasePlan {}

  /**
   * The rows stay, since a law keeps part of them or others refer to them; these fields go.
   *
   * @param fields what becomes of each
   */
  record Overwrite(Map<FieldRef, Replacement> fields) implements ErasePlan {
    /** Copies the map; throws {@link IllegalArgumentException} when it is empty. */
    public Overwrite {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      if (fields.isEmpty()) {
        throw new IllegalArgumentException("a plan that overwrites no field erases nothing");
      }
    }
  }

  /** What stands in a field afterwards. */
  sealed interface Replacement {
    /** Nothing. */
    record Nothing() implements Replacement {}

    /**
     * A word that is the same for everybody.
     *
     * @param word such as {@code erased}
     */
    record Word(String word) implements Replacement {}
  }
}
