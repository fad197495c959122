package dev.yinhu.register.reading;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DataSubjectKind;
import dev.yinhu.register.DataUse;
import dev.yinhu.register.Label;
import dev.yinhu.register.Quote;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads {@code data_category}, {@code data_use} and {@code data_subject} over a base taxonomy. */
final class TaxonomyReader {
  private final Taxonomy base;

  TaxonomyReader(Taxonomy base) {
    this.base = base;
  }

  Taxonomy read(Sections sections) {
    Map<String, DataUse> uses = new LinkedHashMap<>(base.dataUses());
    readInto(uses, sections, "data_use", FidesKeys.DATA_USE, DataUse::label, DataUse::new);
    Map<String, DataSubjectKind> subjects = new LinkedHashMap<>(base.dataSubjects());
    readInto(
        subjects,
        sections,
        "data_subject",
        FidesKeys.DATA_SUBJECT,
        DataSubjectKind::label,
        DataSubjectKind::new);
    return new Taxonomy(categories(sections), uses, subjects);
  }

  private SortedMap<CategoryKey, WrittenCategory> categories(Sections sections) {
    var declared = new Declared<WrittenCategory>("data category", ProblemCode.UNKNOWN_CATEGORY);
    SortedMap<CategoryKey, WrittenCategory> all = new TreeMap<>(base.written());
    for (YamlMap resource : sections.of("data_category")) {
      Optional<YamlText> name = resource.required("fides_key", "a data category");
      name.flatMap(n -> n.as(CategoryKey::new))
          .ifPresent(key -> add(all, declared, name.orElseThrow(), key, resource));
    }
    sections.of("data_category").forEach(resource -> checkParent(resource, all));
    return all;
  }

  private void add(
      SortedMap<CategoryKey, WrittenCategory> all,
      Declared<WrittenCategory> declared,
      YamlText name,
      CategoryKey key,
      YamlMap resource) {
    boolean hasOwnLabel = resource.mapOrEmpty("yinhu").has("label");
    WrittenCategory category = WrittenCategory.read(key, resource);
    declared.add(name, category);
    all.merge(key, category, (shipped, own) -> own.over(shipped, hasOwnLabel));
  }

  private static void checkParent(YamlMap resource, SortedMap<CategoryKey, WrittenCategory> all) {
    Optional<CategoryKey> parent = resource.string("fides_key").flatMap(TaxonomyReader::parentOf);
    Optional<YamlText> named = resource.text("parent_key");
    Problems problems = resource.problems();
    if (named.isPresent() && !named.map(YamlText::value).equals(parent.map(CategoryKey::value))) {
      String expected = parent.map(key -> "write " + Quote.of(key.value())).orElse("leave it out");
      problems.add(
          ProblemCode.PARENT_MISMATCH,
          named.get().place(),
          "parent_key must be the key without its last part: " + expected);
    } else if (parent.isPresent() && !all.containsKey(parent.get())) {
      problems.add(
          ProblemCode.UNKNOWN_CATEGORY,
          resource.placeOf("fides_key"),
          "the category above, " + Quote.of(parent.get().value()) + ", is not known: declare it");
    }
  }

  private static Optional<CategoryKey> parentOf(String key) {
    try {
      return new CategoryKey(key).parent();
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // told where the key was read
    }
  }

  /** What the manifest says goes before what we ship, except that a bare name is no label. */
  private static <T> void readInto(
      Map<String, T> all,
      Sections sections,
      String kind,
      Set<String> alsoKnown,
      Function<T, Label> labelOf,
      BiFunction<String, Label, T> constructor) {
    String what = kind.replace('_', ' ');
    var declared = new Declared<T>(what, ProblemCode.DUPLICATE);
    for (YamlMap resource : sections.of(kind)) {
      YamlMap own = resource.mapOrEmpty("yinhu");
      YamlText key = Names.key(resource, "a " + what);
      Optional<Label> shipped = Optional.ofNullable(all.get(key.value())).map(labelOf);
      Label label =
          Labels.label(own).or(() -> shipped).orElse(Labels.of(resource, own, key.value()));
      T value = constructor.apply(key.value(), label);
      declared.add(key, value);
      all.put(key.value(), value);
      own.warnOfOthers(Set.of());
      resource.warnOfOthers(alsoKnown);
    }
  }
}
