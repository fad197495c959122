package dev.yinhu.accessaudit.search;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which entries are wanted. Immutable; {@code toString} shows no subject id and no free text. */
public sealed interface Filter {

  /** Every entry. */
  record Every() implements Filter {}

  /** Entries that all of these want. */
  record All(List<Filter> filters) implements Filter {
    public All {
      filters = List.copyOf(filters);
    }
  }

  /** Entries that at least one of these wants; none when there is none. */
  record Any(List<Filter> filters) implements Filter {
    public Any {
      filters = List.copyOf(filters);
    }
  }

  /** Entries that this one does not want. */
  record Not(Filter filter) implements Filter {}

  /** Entries that have one of the values. */
  record Has(Attribute attribute, Set<String> values) implements Filter {
    public Has {
      values = Set.copyOf(new TreeSet<>(values));
    }

    /** Entries that have the value. */
    public Has(Attribute attribute, String value) {
      this(attribute, Set.of(value));
    }
  }

  /** Entries of which a value begins so; with an empty prefix those that have any. */
  record Begins(Attribute attribute, String prefix) implements Filter {}

  /** Entries about the person of this id; to be {@linkplain Known#resolve resolved} first. */
  record OfSubject(SubjectId subject) implements Filter {}

  /** Entries about a field of this category; to be {@linkplain Known#resolve resolved} first. */
  record InCategory(CategoryKey category) implements Filter {}

  /**
   * Entries whose reason says this.
   *
   * @param how as words, as it stands, or as the beginning of a word
   */
  record Says(String text, How how) implements Filter {
    /** How a text is looked for. */
    public enum How {
      /** All of its words, in any order. */
      WORDS,
      /** The text as it stands. */
      EXACTLY,
      /** The text as it stands, its last word possibly going on. */
      BEGINNING
    }

    @Override
    public String toString() {
      return "Says[***, " + how + "]";
    }
  }

  /** Entries decided at this time or later; times count in whole milliseconds. */
  record Since(Instant time) implements Filter {}

  /** Entries decided before this time; times count in whole milliseconds. */
  record Before(Instant time) implements Filter {}

  /** The values of an attribute that stand anywhere in it, each once. */
  default Set<String> values(Attribute attribute) {
    return switch (this) {
      case All all -> values(all.filters(), attribute);
      case Any any -> values(any.filters(), attribute);
      case Not not -> not.filter().values(attribute);
      case Has has -> has.attribute() == attribute ? has.values() : Set.of();
      case Every _, Begins _, OfSubject _, InCategory _, Says _, Since _, Before _ -> Set.of();
    };
  }

  /** Whether a condition on the attribute stands anywhere in it, on a value or a beginning. */
  default boolean mentions(Attribute attribute) {
    return switch (this) {
      case All all -> all.filters().stream().anyMatch(each -> each.mentions(attribute));
      case Any any -> any.filters().stream().anyMatch(each -> each.mentions(attribute));
      case Not not -> not.filter().mentions(attribute);
      case Has has -> has.attribute() == attribute;
      case Begins begins -> begins.attribute() == attribute;
      case Every _, OfSubject _, InCategory _, Says _, Since _, Before _ -> false;
    };
  }

  private static Set<String> values(List<Filter> filters, Attribute attribute) {
    Set<String> values = new TreeSet<>();
    filters.forEach(filter -> values.addAll(filter.values(attribute)));
    return values;
  }

  /** All of them together; a part that wants everything is left out. */
  static Filter all(List<Filter> filters) {
    List<Filter> wanted = new ArrayList<>(filters);
    wanted.removeIf(Every.class::isInstance);
    return switch (wanted.size()) {
      case 0 -> new Every();
      case 1 -> wanted.getFirst();
      default -> new All(wanted);
    };
  }
}
