package dev.yinhu.accessaudit.search;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.SubjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a search needs to know from elsewhere: whose reference a platform's id is, and which fields
 * a category had. Asked before the search; the index knows neither ids nor categories.
 */
public interface Known {
  /**
   * Fields that a category had in some versions of the register.
   *
   * @param versions the versions
   * @param fields names of the fields
   */
  record CategoryFields(Set<Long> versions, Set<String> fields) {
    public CategoryFields {
      versions = Set.copyOf(versions);
      fields = Set.copyOf(fields);
    }
  }

  /** The printed reference of the person, if there is one (still). */
  Optional<String> reference(SubjectId subject);

  /** The fields of the category and those under it, by the versions of the register. */
  List<CategoryFields> fields(CategoryKey category);

  /** The filter with ids and categories replaced by what they stand for. */
  default Filter resolve(Filter filter) {
    return switch (filter) {
      case Filter.All all -> new Filter.All(resolve(all.filters()));
      case Filter.Any any -> new Filter.Any(resolve(any.filters()));
      case Filter.Not not -> new Filter.Not(resolve(not.filter()));
      case Filter.OfSubject of ->
          reference(of.subject())
              .<Filter>map(ref -> new Filter.Has(Attribute.REF, ref))
              .orElse(new Filter.Any(List.of()));
      case Filter.InCategory in -> category(fields(in.category()));
      case Filter.Every _,
          Filter.Has _,
          Filter.Begins _,
          Filter.Says _,
          Filter.Since _,
          Filter.Before _ ->
          filter;
    };
  }

  private List<Filter> resolve(List<Filter> filters) {
    return filters.stream().map(this::resolve).toList();
  }

  /** A field counts only in entries that a version decided in which it was of the category. */
  private static Filter category(List<CategoryFields> found) {
    List<Filter> groups = new ArrayList<>();
    for (CategoryFields group : found) {
      Set<String> versions = new TreeSet<>();
      group.versions().forEach(version -> versions.add(version.toString()));
      groups.add(
          new Filter.All(
              List.of(
                  new Filter.Has(Attribute.REGISTER, versions),
                  new Filter.Has(Attribute.FIELD, group.fields()))));
    }
    return new Filter.Any(groups);
  }
}
