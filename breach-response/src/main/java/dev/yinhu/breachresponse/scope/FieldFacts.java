package dev.yinhu.breachresponse.scope;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Level;
import dev.yinhu.register.Register;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** What versions of the register say about fields, each asked once. For one thread. */
final class FieldFacts {
  /**
   * What is known of a field; nothing of one that the version does not declare.
   *
   * @param categories its own, or of a compound index those of its fields
   * @param sensitive whether one of these is
   */
  record Facts(List<CategoryKey> categories, boolean sensitive) {
    static final Facts NONE = new Facts(List.of(), false);
  }

  private final LongFunction<Optional<Register>> registers;
  private final Map<Long, Map<String, Facts>> known = new HashMap<>();

  FieldFacts(LongFunction<Optional<Register>> registers) {
    this.registers = registers;
  }

  Facts of(long version, String field) {
    return known
        .computeIfAbsent(version, _ -> new HashMap<>())
        .computeIfAbsent(field, name -> ask(version, name));
  }

  private Facts ask(long version, String name) {
    Optional<Register> register = registers.apply(version);
    if (register.isEmpty()) {
      return Facts.NONE;
    }
    List<DeclaredField> fields =
        fields(register.get(), name).stream()
            .flatMap(ref -> register.get().field(ref).stream())
            .toList();
    List<CategoryKey> categories =
        fields.stream().flatMap(field -> field.categories().stream()).distinct().toList();
    boolean sensitive = fields.stream().anyMatch(field -> field.level() == Level.SENSITIVE);
    return new Facts(categories, sensitive);
  }

  private static List<FieldRef> fields(Register register, String name) {
    try {
      FieldRef ref = FieldRef.parse(name);
      return register.compoundIndex(ref).map(CompoundIndex::fields).orElse(List.of(ref));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
