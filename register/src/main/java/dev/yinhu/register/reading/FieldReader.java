package dev.yinhu.register.reading;

import dev.yinhu.register.About;
import dev.yinhu.register.Category;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.FieldReference;
import dev.yinhu.register.Level;
import dev.yinhu.register.MaskName;
import dev.yinhu.register.MaskRule;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a field of a collection and the fields nested in it. */
final class FieldReader {
  private final Taxonomy taxonomy;
  private final FieldLinks links;
  private final ProtectionReader protections;

  FieldReader(
      Taxonomy taxonomy, FieldLinks links, WrittenIndexes indexes, Set<Suite> availableSuites) {
    this.taxonomy = taxonomy;
    this.links = links;
    this.protections = new ProtectionReader(availableSuites, indexes);
  }

  /** The field, then those inside it. */
  List<DeclaredField> read(YamlMap field, FieldScope scope) {
    YamlText name = Names.identifier(field, "name", "a field");
    YamlMap own = field.mapOrEmpty("yinhu");
    List<CategoryKey> categories = taxonomy.categories(field, scope.categories());
    Optional<YamlText> subject = own.text("subject").or(scope::subject);
    About about = about(own).orElse(scope.about());
    List<DeclaredField> fields = new ArrayList<>();
    name.as(scope::ref)
        .map(ref -> declared(ref, field, own, categories, subject, about))
        .ifPresent(declared -> {
          links.add(declared, name);
          FieldChecks.check(declared, name);
          fields.add(declared);
        });
    FieldScope inner = scope.inside(name.value(), categories, subject, about);
    field.maps("fields").forEach(nested -> fields.addAll(read(nested, inner)));
    own.warnOfOthers(Set.of());
    field.warnOfOthers(FidesKeys.FIELD);
    return fields;
  }

  static Optional<About> about(YamlMap own) {
    return own.text("about").flatMap(text -> text.choice("person", About.values()));
  }

  private DeclaredField declared(
      FieldRef ref,
      YamlMap field,
      YamlMap own,
      List<CategoryKey> categories,
      Optional<YamlText> subject,
      About about) {
    YamlMap meta = field.mapOrEmpty("fides_meta");
    List<Category> known =
        categories.stream().flatMap(key -> taxonomy.nearest(key).stream()).toList();
    YamlMap protect = own.mapOrEmpty("protect");
    Optional<Protection> protection =
        own.has("protect") ? protections.read(protect, ref, known) : Optional.empty();
    Optional<MaskRule> mask = MaskReader.read(protect);
    protect.warnOfOthers(Set.of());
    var declared =
        new DeclaredField(
            ref,
            field.string("description"),
            meta.string("data_type"),
            categories,
            protection,
            subject.flatMap(column -> subject(ref, column)),
            about,
            references(meta, own),
            meta.string("identity"),
            meta.flag("primary_key"),
            mask.orElseGet(() -> strictestMask(known)),
            known.stream().map(Category::level).reduce(Level.GENERAL, Level::stricter),
            EraseRuleReader.read(own),
            sameAs(ref, own));
    meta.warnOfOthers(FidesKeys.FIELD_META);
    return declared;
  }

  private Optional<FieldRef> subject(FieldRef ref, YamlText column) {
    Optional<FieldRef> subject = column.as(ref::sibling);
    subject.ifPresent(target -> links.refersTo(target, column));
    return subject;
  }

  private List<FieldReference> references(YamlMap meta, YamlMap own) {
    Stream<FieldReference> fides =
        meta.maps("references").stream().flatMap(map -> fidesReference(map).stream());
    Stream<FieldReference> ours =
        own.texts("references").stream()
            .flatMap(text -> target(text, text.value()).stream())
            .map(target -> new FieldReference(target, Optional.empty()));
    return Stream.concat(fides, ours).toList();
  }

  private List<FieldRef> sameAs(FieldRef ref, YamlMap own) {
    List<FieldRef> same = new ArrayList<>();
    for (YamlText text : own.texts("same_as")) {
      target(text, text.value())
          .ifPresent(other -> {
            links.holdsTheSame(ref, other, text);
            same.add(other);
          });
    }
    return same;
  }

  /** Fides names the dataset apart from {@code collection.field}. */
  private Optional<FieldReference> fidesReference(YamlMap map) {
    Optional<YamlText> dataset = map.required("dataset", "a reference");
    Optional<YamlText> field = map.required("field", "a reference");
    Optional<FieldReference.Direction> direction =
        map.text("direction")
            .flatMap(t -> t.choice("direction", FieldReference.Direction.values()));
    map.warnOfOthers(Set.of());
    return dataset.flatMap(d ->
        field
            .flatMap(f -> target(f, d.value() + "." + f.value()))
            .map(target -> new FieldReference(target, direction)));
  }

  private Optional<FieldRef> target(YamlText where, String text) {
    Optional<FieldRef> target = where.as(_ -> FieldRef.parse(text));
    target.ifPresent(ref -> links.refersTo(ref, where));
    return target;
  }

  private static MaskRule strictestMask(List<Category> categories) {
    return categories.stream()
        .map(category -> category.mask().orElse(MaskName.ALL))
        .reduce(MaskName::stricter)
        .<MaskRule>map(MaskRule.Named::new)
        .orElse(MaskRule.ALL);
  }
}
