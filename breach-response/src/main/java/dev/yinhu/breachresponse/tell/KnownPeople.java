package dev.yinhu.breachresponse.tell;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** All people whom the platform's stores know. May block; safe for use by many threads. */
@FunctionalInterface
public interface KnownPeople {
  /**
   * Somebody.
   *
   * @param person the reference of the subject directory
   * @param id by which the stores know them
   */
  record Known(UUID person, String id) {
    /** Shows no id. */
    @Override
    public String toString() {
      return "Known[" + person + "]";
    }
  }

  /**
   * Goes through them, some hundred at a time, in no order; somebody may come more than once.
   * Memory does not grow with their number.
   *
   * @return the code of what kept it from an end, such as {@code store-away}; empty when all were
   *     seen
   */
  Optional<String> forEach(Consumer<Batch> action);

  /**
   * Some of them.
   *
   * @param looked how many ids the stores gave for it, those of nobody included
   */
  record Batch(List<Known> known, long looked) {
    /** Copies. */
    public Batch {
      known = List.copyOf(known);
    }
  }
}
