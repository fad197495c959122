package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.subjectrights.connect.Tally;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a deletion would do, collection by collection from the leaves to the root. Holds names of
 * the register, counts and dates only.
 *
 * @param collections every collection with personal data, those that cannot be seen too
 */
public record Preview(List<Collection> collections) {
  /** Copies the list. */
  public Preview {
    collections = List.copyOf(collections);
  }

  /** What is known of a collection. */
  public sealed interface Collection {
    /** Its name. */
    CollectionName name();

    /**
     * Its store answered.
     *
     * @param plan what is to be done
     * @param rows how many rows that is for, in all, and so how many a copy would have
     * @param parts the rows by their fate
     * @param next when the time is over for which a law keeps the first of the rows; empty when
     *     none is kept
     */
    record Counted(
        CollectionName name,
        CollectionPlan plan,
        long rows,
        List<Part> parts,
        Optional<LocalDate> next)
        implements Collection {
      /** Copies the list. */
      public Counted {
        parts = List.copyOf(parts);
      }

      /** Rows of which a law keeps something. */
      public long restricted() {
        return parts.stream()
            .filter(part -> part.planned().isRestricted())
            .mapToLong(part -> part.tally().rows())
            .sum();
      }
    }

    /**
     * Nobody knows what it holds: never to be taken for nothing.
     *
     * @param code why, as in {@link dev.yinhu.subjectrights.connect.Answer.Failed}; also {@code
     *     no-connector} and {@code store-away}
     */
    record Failed(CollectionName name, String code) implements Collection {}
  }

  /**
   * Rows of one fate.
   *
   * @param planned what becomes of them
   * @param tally how many they are
   * @param until when the last of them is free; empty where no law keeps them
   */
  public record Part(CollectionPlan.Part planned, Tally tally, Optional<LocalDate> until) {}

  /** Those that could not be counted. */
  public List<Collection.Failed> failed() {
    return collections.stream()
        .filter(Collection.Failed.class::isInstance)
        .map(Collection.Failed.class::cast)
        .toList();
  }

  /** Those that were counted. */
  public List<Collection.Counted> counted() {
    return collections.stream()
        .filter(Collection.Counted.class::isInstance)
        .map(Collection.Counted.class::cast)
        .toList();
  }
}
