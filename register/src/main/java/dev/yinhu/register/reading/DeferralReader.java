package dev.yinhu.register.reading;

import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Deferral;
import dev.yinhu.register.FieldRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code yinhu.defers} of a collection: rows that make a person's deletion wait. */
final class DeferralReader {
  private static final String WHAT = "a deferral";

  private DeferralReader() {}

  /**
   * @param own the collection's keys of ours
   * @param fields the collection's
   */
  static List<Deferral> read(YamlMap own, FieldScope scope, List<DeclaredField> fields) {
    Stream<YamlMap> maps =
        own.isMapping("defers") ? own.map("defers").stream() : own.maps("defers").stream();
    return maps.flatMap(map -> one(map, scope, fields).stream()).toList();
  }

  private static Optional<Deferral> one(YamlMap map, FieldScope scope, List<DeclaredField> fields) {
    Optional<YamlText> field = map.required("field", WHAT);
    Optional<FieldRef> compared = field.flatMap(name -> compared(name, scope, fields));
    List<String> values = map.texts("while").stream().map(YamlText::value).toList();
    if (values.isEmpty()) {
      map.problems()
          .add(
              ProblemCode.MISSING_KEY,
              map.placeOf("while"),
              WHAT + " needs 'while': list the values during which a deletion waits");
    }
    Optional<YamlText> reason = map.required("reason", WHAT);
    map.warnOfOthers(Set.of());
    if (compared.isEmpty() || values.isEmpty() || reason.isEmpty()) {
      return Optional.empty();
    }
    return deferral(compared.get(), values, reason.get());
  }

  private static Optional<FieldRef> compared(
      YamlText name, FieldScope scope, List<DeclaredField> fields) {
    Optional<FieldRef> ref = name.as(scope::ref);
    Optional<DeclaredField> field =
        ref.flatMap(wanted -> fields.stream().filter(one -> one.ref().equals(wanted)).findFirst());
    if (ref.isPresent() && field.isEmpty()) {
      name.problems()
          .add(
              ProblemCode.UNKNOWN_FIELD,
              name.place(),
              name.quoted()
                  + " is no field of this collection: a deferral compares one of its own");
    }
    if (field.filter(one -> one.protection().isPresent()).isPresent()) {
      name.problems()
          .add(
              ProblemCode.COMPARED_PROTECTED,
              name.place(),
              name.quoted()
                  + " holds ciphertexts, which cannot be compared: name a field that is stored in"
                  + " clear");
    }
    return field.map(DeclaredField::ref);
  }

  private static Optional<Deferral> deferral(FieldRef field, List<String> values, YamlText reason) {
    try {
      return Optional.of(new Deferral(field, values, reason.value()));
    } catch (IllegalArgumentException e) {
      return reason.bad("is no reason: " + e.getMessage());
    }
  }
}
