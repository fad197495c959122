package dev.yinhu.piiscanner.necessity;

import java.util.Comparator;
import java.util.Optional;

/**
 * A place that holds values: a column of a table, a key of a document, a file.
 *
 * @param store what the register would call a dataset: a database, or the root of a file tree
 * @param collection table, index, or path of a file below the root
 * @param field column or key, dots between the levels of a nested one; empty when the collection is
 *     one text
 */
public record HeldAt(String store, String collection, Optional<String> field)
    implements Comparable<HeldAt> {
  private static final Comparator<HeldAt> ORDER =
      Comparator.comparing(HeldAt::store)
          .thenComparing(HeldAt::collection)
          .thenComparing(place -> place.field().orElse(""));

  /** Throws {@link IllegalArgumentException} when a part is empty. */
  public HeldAt {
    if (store.isEmpty() || collection.isEmpty() || field.equals(Optional.of(""))) {
      throw new IllegalArgumentException("a place has a store and a collection; no part is empty");
    }
  }

  /** A column or key. */
  public static HeldAt field(String store, String collection, String field) {
    return new HeldAt(store, collection, Optional.of(field));
  }

  /** A collection that is one text, such as a log file. */
  public static HeldAt whole(String store, String collection) {
    return new HeldAt(store, collection, Optional.empty());
  }

  /** For people: the parts joined by a vertical bar, which hardly stands in a name. */
  public String text() {
    return store + " | " + collection + field.map(name -> " | " + name).orElse("");
  }

  @Override
  public int compareTo(HeldAt other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
