package dev.yinhu.subjectrights.connect;

import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.Node;
import java.util.function.Consumer;

/**
 * A store that only people reach, such as a cabinet or a system without an interface. Whatever is
 * wanted of it waits for staff: the case needs somebody with the code {@value #BY_HAND}, and goes
 * on with what they answer (found and done, not found, or an exception, each with its evidence).
 * Thread-safe.
 *
 * @param dataset key of the dataset
 */
public record ManualConnector(String dataset) implements StoreConnector {
  /** The code by which a case waits. */
  public static final String BY_HAND = "by-hand";

  @Override
  public Answer<Long> count(Node node, SubjectId person) {
    return new Answer.Failed<>(BY_HAND);
  }

  @Override
  public Answer<Long> read(Node node, SubjectId person, Consumer<StoredRow> action) {
    return new Answer.Failed<>(BY_HAND);
  }

  @Override
  public Answer<Erased> erase(Node node, SubjectId person, ErasePlan plan) {
    return new Answer.Failed<>(BY_HAND);
  }
}
