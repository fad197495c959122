package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.FieldAccess;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds a job to the table as it is, and to the register. For one check. */
final class JobCheck {
  private static final Set<TableShape.Kind> VALUES =
      EnumSet.of(TableShape.Kind.TEXT, TableShape.Kind.NUMBER);

  private final ProtectionJob job;
  private final TableShape shape;
  private final FieldAccess access;
  final List<String> errors = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  JobCheck(ProtectionJob job, TableShape shape, FieldAccess access) {
    this.job = job;
    this.shape = shape;
    this.access = access;
  }

  /** Everything that needs no look at the rows. */
  void all(Phase phase) {
    if (shape.columns().isEmpty()) {
      errors.add(
          "there is no table "
              + job.target().name()
              + ", or the user may not see it: check 'table' and the user's rights");
      return;
    }
    key();
    job.subject().ifPresent(name -> column(name, "subject"));
    for (ProtectedColumn column : job.columns()) {
      column.context().ifPresent(name -> column(name, "context"));
      plaintext(column, phase);
      ciphertext(column, phase);
      column.keyVersion().ifPresent(name -> stored(name, "key version", VALUES, phase));
      column.index().ifPresent(name -> index(name, phase));
      column.parts().values().forEach(name -> index(name, phase));
    }
    job.compounds().forEach(compound -> index(compound.column(), phase));
    new RegisterCheck(job, access, errors).all();
  }

  private Optional<TableShape.Column> column(String name, String role) {
    TableShape.Column column = shape.columns().get(name);
    if (column == null) {
      errors.add(
          "table %s has no column '%s' (%s)%s"
              .formatted(
                  job.target().name(),
                  name,
                  role,
                  JobNode.nearest(name, new TreeSet<>(shape.columns().keySet()))));
    } else if (!column.readable()) {
      errors.add(right("SELECT", name));
    }
    return Optional.ofNullable(column);
  }

  private String right(String right, String column) {
    return "the job's user may not %1$s column '%2$s' of table %3$s: grant it %1$s on the table"
        .formatted(right, column, job.target().name());
  }

  private void key() {
    boolean there = true;
    for (String name : job.key()) {
      Optional<TableShape.Column> column = column(name, "key");
      there &= column.isPresent();
      if (column.isPresent() && column.get().nullable()) {
        errors.add("the key column '" + name + "' may be NULL: use a key that is NOT NULL");
      }
      if (column.isPresent() && column.get().kind() == TableShape.Kind.UNFIT) {
        errors.add(
            "the key column '%s' of type %s cannot be walked along: use another key"
                .formatted(name, column.get().type()));
      }
    }
    if (there && !shape.uniqueKeys().contains(job.key())) {
      errors.add(
          "no unique index of table %s is over (%s) in this order: name the columns of one"
              .formatted(job.target().name(), String.join(", ", job.key())));
    }
  }

  private void plaintext(ProtectedColumn column, Phase phase) {
    Optional<TableShape.Column> plaintext = column(column.plaintext(), "plaintext");
    if (plaintext.isEmpty()) {
      return;
    }
    if (!VALUES.contains(plaintext.get().kind())) {
      errors.add(
          "the plaintext column '%s' of type %s holds neither text nor whole numbers"
              .formatted(column.plaintext(), plaintext.get().type()));
    }
    if (phase == Phase.CLEAR && !plaintext.get().nullable()) {
      errors.add(
          "the plaintext column '%s' is NOT NULL and cannot be cleared: drop NOT NULL first"
              .formatted(column.plaintext()));
    }
    if (phase == Phase.CLEAR && !plaintext.get().writable()) {
      errors.add(right("UPDATE", column.plaintext()));
    }
  }

  private void ciphertext(ProtectedColumn column, Phase phase) {
    stored(column.ciphertext(), "ciphertext", EnumSet.of(TableShape.Kind.TEXT), phase);
  }

  private void index(String name, Phase phase) {
    stored(name, "index", EnumSet.of(TableShape.Kind.TEXT), phase);
  }

  private void stored(String name, String role, Set<TableShape.Kind> kinds, Phase phase) {
    Optional<TableShape.Column> found = column(name, role);
    if (found.isEmpty()) {
      return;
    }
    TableShape.Column column = found.get();
    if (!kinds.contains(column.kind())) {
      errors.add(
          "the %s column '%s' of type %s is of no use here: make it text or a long enough varchar"
              .formatted(role, name, column.type()));
    }
    if (!column.nullable()) {
      errors.add(
          "the %s column '%s' is NOT NULL: NULL is what marks a value that is still to be done"
              .formatted(role, name));
    }
    boolean writes = phase == Phase.BACKFILL || phase == Phase.REWRAP;
    if (writes && !column.writable()) {
      errors.add(right("UPDATE", name));
    }
  }
}
