package dev.yinhu.tableprotection;

import dev.yinhu.register.FieldRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a job says about columns. Stateless. */
final class ColumnReader {
  private static final FieldRef UNKNOWN = FieldRef.parse("unknown.unknown.unknown");

  private ColumnReader() {}

  static ProtectedColumn column(JobNode node) {
    ProtectedColumn column =
        new ProtectedColumn(
            node.parsed("field", "the field's name in the register", FieldRef::parse)
                .orElse(UNKNOWN),
            node.required("plaintext", "the column that holds the values"),
            node.required("ciphertext", "the column for the ciphertexts"),
            node.text("context"),
            node.text("key_version"),
            node.text("index"),
            node.pairs("parts"));
    node.refuseOthers();
    return column;
  }

  static CompoundColumn compound(JobNode node) {
    CompoundColumn compound =
        new CompoundColumn(
            node.parsed("index", "the compound index's name in the register", FieldRef::parse)
                .orElse(UNKNOWN),
            node.required("column", "the column for the indexes"));
    node.refuseOthers();
    return compound;
  }

  /** No column may be written for two reasons, nor decide where and whose a value is. */
  static void checkDistinct(
      JobNode root,
      List<String> key,
      Optional<String> subject,
      List<ProtectedColumn> columns,
      List<CompoundColumn> compounds) {
    Set<String> readOnly = new HashSet<>(key);
    subject.ifPresent(readOnly::add);
    columns.forEach(column -> column.context().ifPresent(readOnly::add));
    Set<String> used = new HashSet<>();
    for (ProtectedColumn column : columns) {
      List<String> names = new ArrayList<>(List.of(column.plaintext(), column.ciphertext()));
      column.keyVersion().ifPresent(names::add);
      column.index().ifPresent(names::add);
      names.addAll(column.parts().values());
      names.forEach(name -> take(root, "columns", name, readOnly, used));
    }
    compounds.forEach(compound -> take(root, "compounds", compound.column(), readOnly, used));
  }

  private static void take(
      JobNode root, String key, String name, Set<String> readOnly, Set<String> used) {
    if (name.equals(JobNode.MISSING)) {
      return;
    }
    if (!used.add(name)) {
      root.problem(key, "the column '" + name + "' is named twice");
    } else if (readOnly.contains(name)) {
      root.problem(
          key, "the column '" + name + "' is the key, the subject or a context: it stays as it is");
    }
  }
}
