package dev.yinhu.subjectrights.cases;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One piece of a case's work, as the journal has it.
 *
 * @param number its place in the case, from 1; steps are run in this order
 * @param kind what is done, such as {@code erase}
 * @param place where, such as {@code shop.orders}; empty when it is not at one place
 * @param input what it was planned with
 * @param state how far it is
 * @param attempts how often it was begun
 * @param tried when it was begun first
 * @param ended when it was done
 * @param result what came of it, or of its last attempt
 */
public record Step(
    int number,
    String kind,
    String place,
    Facts input,
    StepState state,
    int attempts,
    Optional<Instant> tried,
    Optional<Instant> ended,
    Facts result) {
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /**
   * A piece of work that is planned.
   *
   * @param kind what is to be done
   * @param place where; empty when it is not at one place
   * @param input what it needs to know
   */
  public record Planned(String kind, String place, Facts input) {
    /**
     * @throws IllegalArgumentException when the kind is no word of lower case letters
     */
    public Planned {
      if (!KIND.matcher(kind).matches()) {
        throw new IllegalArgumentException("a kind of step is a word of lower case letters");
      }
    }

    /** One at no place, that needs to know nothing. */
    public Planned(String kind) {
      this(kind, "", Facts.NONE);
    }
  }
}
