package dev.yinhu.accessaudit.retention;

import dev.yinhu.accessaudit.search.Filter;

/** What a filter asks about. Stateless. */
final class Wanted {
  private Wanted() {}

  /** Whether it names a person by the platform's id. */
  static boolean people(Filter filter) {
    return switch (filter) {
      case Filter.All all -> all.filters().stream().anyMatch(Wanted::people);
      case Filter.Any any -> any.filters().stream().anyMatch(Wanted::people);
      case Filter.Not not -> people(not.filter());
      case Filter.OfSubject _ -> true;
      case Filter.Every _,
          Filter.Has _,
          Filter.Begins _,
          Filter.InCategory _,
          Filter.Says _,
          Filter.Since _,
          Filter.Before _ ->
          false;
    };
  }
}
