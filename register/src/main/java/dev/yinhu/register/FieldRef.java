package dev.yinhu.register;

import java.util.Comparator;

/**
 * The name of one declared field: dataset, collection (table) and field (column). A field nested in
 * an object has dots in its name: {@code shop.orders.consignee.phone}.
 *
 * <p>Each part consists of letters of any script, digits, {@code _} and {@code -}; names are case
 * sensitive and the whole is at most {@value #MAX_LENGTH} UTF-16 characters.
 *
 * @param dataset key of the dataset, without dots
 * @param collection name of the collection, without dots
 * @param field name of the field; dots separate the levels of a nested one
 */
public record FieldRef(String dataset, String collection, String field)
    implements Comparable<FieldRef> {
  /** Longest reference in its printed form. */
  public static final int MAX_LENGTH = 200;

  private static final String RULE =
      "write dataset.collection.field with letters, digits, '_' and '-' in each part, at most "
          + MAX_LENGTH
          + " characters";

  private static final Comparator<FieldRef> ORDER =
      Comparator.comparing(FieldRef::dataset)
          .thenComparing(FieldRef::collection)
          .thenComparing(FieldRef::field);

  /** Checks the spelling; throws {@link IllegalArgumentException} that says the rule. */
  public FieldRef {
    int length = dataset.length() + collection.length() + field.length() + 2;
    boolean good =
        length <= MAX_LENGTH
            && Words.isIdentifier(dataset)
            && Words.isIdentifier(collection)
            && Words.isPath(field);
    if (!good) {
      String text = dataset + "." + collection + "." + field;
      throw new IllegalArgumentException(
          "field reference " + Quote.of(text) + " is not valid: " + RULE);
    }
  }

  /** Reads {@code dataset.collection.field}; throws {@link IllegalArgumentException} otherwise. */
  public static FieldRef parse(String text) {
    int first = text.indexOf('.');
    int second = first < 0 ? -1 : text.indexOf('.', first + 1);
    Words.require("field reference", text, second > 0, RULE);
    return new FieldRef(
        text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1));
  }

  /**
   * The name itself, if it can stand as dataset, collection or one level of a field; throws {@link
   * IllegalArgumentException} otherwise.
   */
  public static String part(String name) {
    return Words.require(
        "name", name, Words.isIdentifier(name), "use letters, digits, '_' and '-' only");
  }

  /** The printed form, which {@link #parse} reads back. */
  public String text() {
    return dataset + "." + collection + "." + field;
  }

  /** The field of the same collection with the given name. */
  public FieldRef sibling(String name) {
    return new FieldRef(dataset, collection, name);
  }

  @Override
  public int compareTo(FieldRef other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text();
  }
}
