package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Suite;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds a job to the register in force; adds to the errors. For one check. */
final class RegisterCheck {
  private static final Set<Suite> KEEP_SHAPE = EnumSet.of(Suite.FF1_AES256, Suite.FF1_SM4);

  private final ProtectionJob job;
  private final FieldAccess access;
  private final List<String> errors;

  RegisterCheck(ProtectionJob job, FieldAccess access, List<String> errors) {
    this.job = job;
    this.access = access;
    this.errors = errors;
  }

  static boolean keepsShape(Protection protection) {
    return KEEP_SHAPE.contains(protection.suite());
  }

  void all() {
    job.columns().forEach(this::column);
    job.compounds().forEach(this::compound);
  }

  private void column(ProtectedColumn column) {
    Optional<DeclaredField> found = access.declared(column.field().text());
    if (found.isEmpty() || found.get().protection().isEmpty()) {
      errors.add("the register declares no protected field " + column.field() + ": declare it");
      return;
    }
    DeclaredField field = found.get();
    for (Operation operation : List.of(Operation.ENCRYPT, Operation.REWRAP)) {
      if (!access.may(job.caller(), operation, field)) {
        errors.add(
            "no active purpose of the register gives %s the operation %s on %s: add it"
                .formatted(job.caller(), operation.wire(), column.field()));
      }
    }
    if (field.subject().isPresent() != job.subject().isPresent()) {
      errors.add(
          field.subject().isPresent()
              ? "field " + column.field() + " belongs to a subject: name its column as 'subject'"
              : "field " + column.field() + " belongs to no subject: leave 'subject' out");
    }
    Protection protection = field.protection().orElseThrow();
    keyVersion(column, protection);
    indexes(column, protection);
  }

  private void keyVersion(ProtectedColumn column, Protection protection) {
    boolean keepsShape = keepsShape(protection);
    if (keepsShape && column.keyVersion().isEmpty()) {
      errors.add(
          ("field %s keeps its shape (FF1), and its ciphertexts do not name their key: add a column"
                  + " for it as 'key_version', or they cannot be read after a rotation")
              .formatted(column.field()));
    } else if (!keepsShape && column.keyVersion().isPresent()) {
      errors.add(
          "the ciphertexts of field %s name their key themselves: leave 'key_version' out"
              .formatted(column.field()));
    }
  }

  private void indexes(ProtectedColumn column, Protection protection) {
    if (column.index().isPresent() && protection.index().isEmpty()) {
      errors.add(
          "the register declares no index of field %s: leave 'index' out, or declare it"
              .formatted(column.field()));
    }
    for (String part : new TreeSet<>(column.parts().keySet())) {
      if (!protection.partIndexes().containsKey(part)) {
        errors.add(
            "the register declares no part index '%s' of field %s%s"
                .formatted(
                    part,
                    column.field(),
                    JobNode.nearest(part, new TreeSet<>(protection.partIndexes().keySet()))));
      }
    }
  }

  private void compound(CompoundColumn compound) {
    Optional<CompoundIndex> found = access.compound(compound.index().text());
    if (found.isEmpty()) {
      errors.add("the register declares no compound index " + compound.index() + ": declare it");
      return;
    }
    List<FieldRef> fields = job.columns().stream().map(ProtectedColumn::field).toList();
    for (FieldRef field : found.get().fields()) {
      if (Collections.frequency(fields, field) != 1) {
        errors.add(
            "the compound index %s is over %s: list that field once under 'columns'"
                .formatted(compound.index(), field));
      }
    }
  }
}
