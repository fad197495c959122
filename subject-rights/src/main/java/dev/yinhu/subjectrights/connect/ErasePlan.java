package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.FieldRef;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Puts these values there; empty for nothing. */
    static Overwrite with(Map<FieldRef, Optional<String>> values) {
      Map<FieldRef, Replacement> fields = new LinkedHashMap<>();
      values.forEach((field, value) ->
          fields.put(
              field,
              value.<Replacement>map(Replacement.Word::new).orElseGet(Replacement.Nothing::new)));
      return new Overwrite(fields);
    }

    /** Without what is put there, which may be somebody's. */
    @Override
    public String toString() {
      return "Overwrite" + fields.keySet();
    }
  }

  /** The rows stay as they are: a law keeps all of them. */
  record Keep() implements ErasePlan {}

  /**
   * Rows are told apart by a date of theirs, since the time for which a law keeps them is counted
   * from it.
   *
   * @param start the field with the date
   * @param before what lies before the first moment of this day is past
   * @param past for rows whose date is past
   * @param young for the others, and those without a date, as theirs has not begun to count
   */
  record ByDate(FieldRef start, LocalDate before, ErasePlan past, ErasePlan young)
      implements ErasePlan {}

  /** The plans of which it is made, none of which tells rows apart, in a fixed order. */
  default List<ErasePlan> parts() {
    return switch (this) {
      case DeleteRows _, Overwrite _, Keep _ -> List.of(this);
      case ByDate(FieldRef _, LocalDate _, ErasePlan past, ErasePlan young) ->
          Stream.concat(past.parts().stream(), young.parts().stream()).toList();
    };
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
