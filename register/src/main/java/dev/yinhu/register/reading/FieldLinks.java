package dev.yinhu.register.reading;

import dev.yinhu.register.About;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All declared fields, and the references to fields that are checked once all are known. */
final class FieldLinks {
  private final Declared<DeclaredField> fields = new Declared<>("field", ProblemCode.UNKNOWN_FIELD);
  private final Declared<String> collections =
      new Declared<>("collection", ProblemCode.UNKNOWN_COLLECTION);
  private final List<YamlText> pendingFields = new ArrayList<>();
  private final List<YamlText> pendingCollections = new ArrayList<>();
  private final List<SameField> pendingSame = new ArrayList<>();

  /** Two fields are said to hold the same thing. */
  private record SameField(FieldRef one, FieldRef other, YamlText where) {}

  void add(DeclaredField field, YamlText name) {
    fields.add(field.ref().text(), name.place(), field, name.problems());
  }

  void addCollection(String dataset, YamlText name) {
    String key = dataset + "." + name.value();
    collections.add(key, name.place(), key, name.problems());
  }

  /** Remembers that this place names that field. */
  void refersTo(FieldRef field, YamlText where) {
    pendingFields.add(new YamlText(field.text(), where.place(), where.problems()));
  }

  /** Remembers that this place says that the two hold the same thing of a person. */
  void holdsTheSame(FieldRef one, FieldRef other, YamlText where) {
    pendingSame.add(new SameField(one, other, where));
  }

  void refersToCollection(YamlText collection) {
    pendingCollections.add(collection);
  }

  /** Tells every reference that leads nowhere. */
  void check() {
    pendingFields.forEach(fields::find);
    pendingCollections.forEach(collections::find);
    pendingSame.forEach(this::check);
  }

  private void check(SameField same) {
    Optional<DeclaredField> one = get(same.one());
    Optional<DeclaredField> other = get(same.other());
    if (one.isPresent() && other.isPresent() && !canBeTheSame(one.get(), other.get())) {
      same.where()
          .problems()
          .add(
              ProblemCode.NOT_THE_SAME,
              same.where().place(),
              "fields '"
                  + same.one()
                  + "' and '"
                  + same.other()
                  + "' cannot hold the same thing of the same person: name two fields about the"
                  + " person, of one data category, that are no keys or references");
    }
  }

  private static boolean canBeTheSame(DeclaredField one, DeclaredField other) {
    boolean related =
        one.categories().stream()
            .anyMatch(category ->
                other.categories().stream()
                    .anyMatch(its -> its.isWithin(category) || category.isWithin(its)));
    return !one.ref().equals(other.ref()) && isOfPerson(one) && isOfPerson(other) && related;
  }

  /** What rows are told apart or found by is nobody's to correct. */
  private static boolean isOfPerson(DeclaredField field) {
    return field.about() == About.SUBJECT
        && !field.primaryKey()
        && field.references().isEmpty()
        && field.subject().filter(field.ref()::equals).isEmpty();
  }

  Optional<DeclaredField> get(FieldRef ref) {
    return fields.get(ref.text());
  }

  /** Where the field is declared. */
  Optional<Place> place(FieldRef ref) {
    return fields.place(ref.text());
  }

  /** Where the collection ({@code dataset.collection}) is declared. */
  Optional<Place> collectionPlace(String name) {
    return collections.place(name);
  }

  Optional<DeclaredField> find(YamlText name) {
    return fields.find(name);
  }

  Collection<DeclaredField> all() {
    return fields.values();
  }
}
