package dev.yinhu.piiscanner.necessity;

import dev.yinhu.register.DeclaredCollection;
import dev.yinhu.register.DeclaredDataset;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where the register declares a place: as far as it goes. */
sealed interface Located {
  /** What was seen on the way. */
  List<Reason> reasons();

  /** The register has no such dataset. */
  record NoStore(String store) implements Located {
    @Override
    public List<Reason> reasons() {
      return List.of(Reason.STORE_NOT_DECLARED);
    }
  }

  /** The dataset has no such collection or field. */
  record NoField(String dataset, List<Reason> reasons) implements Located {}

  /** A field, or the object around it. */
  record Field(DeclaredField field, List<Reason> reasons) implements Located {}

  /** Finds a place: by the name given for it, else by its own, else by that in another case. */
  static Located find(Register register, RegisterNames names, HeldAt place) {
    Optional<Located> named =
        names.field(place).flatMap(register::field).map(field -> new Field(field, List.of()));
    return named.orElseGet(() -> byName(register, names.dataset(place.store()), place));
  }

  private static Located byName(Register register, String store, HeldAt place) {
    var dataset = Named.in(register.datasets(), DeclaredDataset::key, store);
    if (dataset.isEmpty()) {
      return new NoStore(place.store());
    }
    String key = dataset.get().value().key();
    var collection =
        Named.in(dataset.get().value().collections(), DeclaredCollection::name, place.collection());
    if (collection.isEmpty()) {
      return new NoField(key, List.of(Reason.COLLECTION_NOT_DECLARED));
    }
    boolean otherCase = dataset.get().otherCase() || collection.get().otherCase();
    return place
        .field()
        .flatMap(name -> field(collection.get().value(), name, otherCase))
        .orElseGet(() -> new NoField(key, List.of(Reason.FIELD_NOT_DECLARED)));
  }

  /** The field, or the nearest object around it that is declared. */
  private static Optional<Located> field(
      DeclaredCollection collection, String name, boolean otherCase) {
    String path = name;
    while (true) {
      var field = Named.in(collection.fields(), f -> f.ref().field(), path);
      if (field.isPresent()) {
        boolean around = path.length() < name.length();
        return Optional.of(
            new Field(field.get().value(), reasons(otherCase || field.get().otherCase(), around)));
      }
      int dot = path.lastIndexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      path = path.substring(0, dot);
    }
  }

  private static List<Reason> reasons(boolean otherCase, boolean around) {
    if (otherCase) {
      return around
          ? List.of(Reason.NAME_IN_OTHER_CASE, Reason.DECLARED_AROUND)
          : List.of(Reason.NAME_IN_OTHER_CASE);
    }
    return around ? List.of(Reason.DECLARED_AROUND) : List.of();
  }

  /** Something found by its name, perhaps in another case. */
  record Named<T>(T value, boolean otherCase) {
    /** By the exact name, else by the only one that differs in case alone. */
    static <T> Optional<Named<T>> in(List<T> all, Function<T, String> nameOf, String name) {
      Optional<T> exact = all.stream().filter(t -> nameOf.apply(t).equals(name)).findFirst();
      if (exact.isPresent()) {
        return exact.map(value -> new Named<>(value, false));
      }
      List<T> similar = all.stream().filter(t -> nameOf.apply(t).equalsIgnoreCase(name)).toList();
      return similar.size() == 1
          ? Optional.of(new Named<>(similar.getFirst(), true))
          : Optional.empty();
    }
  }

  /** The reference of a located field. */
  static Optional<FieldRef> ref(Located located) {
    return located instanceof Field found ? Optional.of(found.field().ref()) : Optional.empty();
  }
}
