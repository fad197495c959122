package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Reaches into the store of one dataset. Every method blocks, is safe for use by many threads, and
 * may be called again with the same arguments after a crash: what was done already stays done.
 *
 * <p>All throw {@link StoreUnavailable} when the store does not answer.
 */
public interface StoreConnector {
  /** Key of the dataset. */
  String dataset();

  /** How many rows of the collection are the person's. Changes nothing. */
  Answer<Long> count(Node node, SubjectId person);

  /**
   * Gives the person's rows of the collection one after the other, in the order of the primary key
   * where the register declares one. Memory does not grow with their number. Changes nothing.
   *
   * @return how many they were
   */
  Answer<Long> read(Node node, SubjectId person, Consumer<StoredRow> action);

  /**
   * Erases the person's rows of the collection as the plan says, all of them or none, and looks
   * afterwards whether it is so.
   */
  Answer<Erased> erase(Node node, SubjectId person, ErasePlan plan);

  /**
   * How many of the person's rows each of the plan's {@linkplain ErasePlan#parts parts} is for, in
   * their order. Changes nothing.
   */
  default Answer<List<Tally>> tally(Node node, SubjectId person, ErasePlan plan) {
    if (plan.parts().size() > 1) {
      return new Answer.Failed<>("no-dates");
    }
    return switch (count(node, person)) {
      case Answer.Known<Long>(Long rows) ->
          new Answer.Known<>(List.of(new Tally(rows, Optional.empty(), Optional.empty())));
      case Answer.Failed<Long>(String code) -> new Answer.Failed<>(code);
    };
  }

  /**
   * How many of the person's rows still hold what is to go by the plan. Changes nothing.
   *
   * <p>A store that cannot tell counts the rows, which is too many where some of them stay.
   */
  default Answer<Long> remaining(Node node, SubjectId person, ErasePlan plan) {
    return count(node, person);
  }

  /**
   * The code by which {@link #erase} would fail, as far as that can be known beforehand: rights
   * that are missing, columns that must not be empty. Changes nothing; a store that cannot tell
   * says nothing.
   */
  default Optional<String> hindrance(Node node, SubjectId person, ErasePlan plan) {
    return Optional.empty();
  }

  /** How many of the person's rows hold one of these values in the field. Changes nothing. */
  default Answer<Long> countWith(Node node, SubjectId person, FieldRef field, List<String> values) {
    return new Answer.Failed<>("no-conditions");
  }

  /**
   * Changes what the person's rows hold in the field, value by value; rows without a value are
   * passed by. When the change throws, what was changed before it stays changed.
   *
   * @param change gives what is to stand there, in the order of what it is given; the same text
   *     where nothing is to change
   * @return how many values were changed
   */
  default Answer<Long> change(
      Node node, SubjectId person, FieldRef field, UnaryOperator<List<String>> change) {
    return new Answer.Failed<>("no-change");
  }

  /**
   * Puts these values into the person's rows, all of them or none.
   *
   * @param values by field; empty for null
   * @return how many rows there are, each of which holds the values now
   */
  default Answer<Long> set(Node node, SubjectId person, Map<FieldRef, Optional<String>> values) {
    return new Answer.Failed<>("no-change");
  }

  /**
   * The code by which {@link #set} would fail, as far as that can be known beforehand. Changes
   * nothing.
   */
  default Optional<String> cannotSet(
      Node node, SubjectId person, Map<FieldRef, Optional<String>> values) {
    return Optional.of("no-change");
  }

  /**
   * Gives each value that stands in the column, once, in no order: the ids of the people whom the
   * store knows. Memory does not grow with their number. Changes nothing.
   *
   * @param column compared with people's ids
   * @return how many they were
   */
  default Answer<Long> people(FieldRef column, Consumer<String> action) {
    return new Answer.Failed<>("no-list-of-people");
  }
}
