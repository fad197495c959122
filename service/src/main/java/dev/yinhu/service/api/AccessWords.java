package dev.yinhu.service.api;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.register.Category;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Label;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.Register;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fields and purposes in the words of the register that decided, as people are shown them.
 *
 * @param register empty when that version cannot be read any more
 */
record AccessWords(Optional<Register> register) {
  /** A purpose; without words when the register has none. */
  record Purpose(
      String key, @Nullable String zh, @Nullable String en, @Nullable String description) {}

  /**
   * A field and what came of it.
   *
   * @param zh the names of its categories
   */
  record Field(
      String field,
      @Nullable String zh,
      @Nullable String en,
      @Nullable String description,
      String outcome,
      @Nullable String detail) {}

  Purpose purpose(dev.yinhu.register.Purpose key) {
    Optional<PurposeDeclaration> declared = register.flatMap(of -> of.purpose(key));
    Optional<Label> label = declared.map(PurposeDeclaration::label);
    return new Purpose(
        key.key(),
        label.map(Label::zh).orElse(null),
        label.map(Label::en).orElse(null),
        declared.flatMap(PurposeDeclaration::description).orElse(null));
  }

  Field field(AuditEntry.Item item) {
    Optional<DeclaredField> declared = declared(item.field());
    List<Label> labels = declared.map(this::labels).orElse(List.of());
    return new Field(
        item.field(),
        joined(labels, Label::zh, "、"),
        joined(labels, Label::en, ", "),
        declared.flatMap(DeclaredField::description).orElse(null),
        item.outcome(),
        item.detail().isEmpty() ? null : item.detail());
  }

  private Optional<DeclaredField> declared(String name) {
    try {
      FieldRef ref = FieldRef.parse(name);
      return register.flatMap(of -> of.field(ref));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<Label> labels(DeclaredField field) {
    return field.categories().stream()
        .flatMap(key -> register.flatMap(of -> of.category(key)).stream())
        .map(Category::label)
        .toList();
  }

  private static @Nullable String joined(
      List<Label> labels, Function<Label, String> language, String between) {
    return labels.isEmpty()
        ? null
        : labels.stream().map(language).distinct().collect(Collectors.joining(between));
  }
}
