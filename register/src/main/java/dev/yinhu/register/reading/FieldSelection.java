package dev.yinhu.register.reading;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Resolves which declared fields a list of names, wildcards or categories means. */
final class FieldSelection {
  private static final String ANY = ".*";

  private final FieldLinks links;

  FieldSelection(FieldLinks links) {
    this.links = links;
  }

  /** {@code shop.users.phone}, {@code shop.users.*} or {@code shop.*}; the rest is told. */
  Set<FieldRef> named(List<YamlText> names) {
    Set<FieldRef> selected = new LinkedHashSet<>();
    names.forEach(name -> selected.addAll(named(name)));
    return selected;
  }

  /** The fields of the datasets whose category equals or lies under one of those given. */
  Set<FieldRef> byCategory(Collection<String> datasets, List<CategoryKey> categories) {
    return links.all().stream()
        .filter(field -> datasets.contains(field.ref().dataset()))
        .filter(field -> isWithinAny(field, categories))
        .map(DeclaredField::ref)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Collection<FieldRef> named(YamlText name) {
    if (!name.value().endsWith(ANY)) {
      boolean wellFormed = name.as(FieldRef::parse).isPresent();
      return wellFormed ? links.find(name).map(DeclaredField::ref).stream().toList() : List.of();
    }
    String prefix = name.value().substring(0, name.value().length() - 1);
    List<FieldRef> matches =
        links.all().stream()
            .map(DeclaredField::ref)
            .filter(ref -> ref.text().startsWith(prefix))
            .toList();
    if (matches.isEmpty()) {
      String message = "no field is declared under " + name.quoted() + ": correct the wildcard";
      name.problems().add(ProblemCode.UNKNOWN_FIELD, name.place(), message);
    }
    return matches;
  }

  private static boolean isWithinAny(DeclaredField field, List<CategoryKey> categories) {
    return field.categories().stream().anyMatch(c -> categories.stream().anyMatch(c::isWithin));
  }
}
