package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Operation;
import dev.yinhu.register.Suite;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds a job to the register and to the table as it is. For one check. */
final class JobCheck {
  private static final Set<Suite> KEEP_SHAPE = EnumSet.of(Suite.FF1_AES256, Suite.FF1_SM4);

  /** The largest that any suite adds: header 7, subject 16, nonce 16, tag 32 (docs/formats.md). */
  private static final long ENVELOPE_BYTES = 71;

  private static final int PREFIX = "yh1.".length();

  /** Most bytes of one character in UTF-8. */
  private static final int CHARACTER = 4;

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
    job.subject().flatMap(name -> column(name, "subject")).ifPresent(column -> {});
    for (ProtectedColumn column : job.columns()) {
      column.context().ifPresent(name -> column(name, "context"));
      types(column, phase);
      register(column);
    }
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
    }
    return Optional.ofNullable(column);
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

  private void types(ProtectedColumn column, Phase phase) {
    Optional<TableShape.Column> plaintext = column(column.plaintext(), "plaintext");
    Optional<TableShape.Column> ciphertext = column(column.ciphertext(), "ciphertext");
    if (plaintext.isPresent()
        && plaintext.get().kind() != TableShape.Kind.TEXT
        && plaintext.get().kind() != TableShape.Kind.NUMBER) {
      errors.add(
          "the plaintext column '%s' of type %s holds neither text nor whole numbers"
              .formatted(column.plaintext(), plaintext.get().type()));
    }
    if (ciphertext.isPresent() && ciphertext.get().kind() != TableShape.Kind.TEXT) {
      errors.add(
          "the ciphertext column '%s' of type %s holds no text: make it text or a long varchar"
              .formatted(column.ciphertext(), ciphertext.get().type()));
    }
    if (ciphertext.isPresent() && !ciphertext.get().nullable()) {
      errors.add(
          "the ciphertext column '%s' is NOT NULL: NULL is what marks a value to be encrypted"
              .formatted(column.ciphertext()));
    }
    if (phase == Phase.CLEAR && plaintext.isPresent() && !plaintext.get().nullable()) {
      errors.add(
          "the plaintext column '%s' is NOT NULL and cannot be cleared: drop NOT NULL first"
              .formatted(column.plaintext()));
    }
  }

  private void register(ProtectedColumn column) {
    Optional<DeclaredField> field = access.declared(column.field().text());
    if (field.isEmpty() || field.get().protection().isEmpty()) {
      errors.add("the register declares no protected field " + column.field() + ": declare it");
      return;
    }
    for (Operation operation : List.of(Operation.ENCRYPT, Operation.REWRAP)) {
      if (!access.may(job.caller(), operation, field.get())) {
        errors.add(
            "no active purpose of the register gives %s the operation %s on %s: add it"
                .formatted(job.caller(), operation.wire(), column.field()));
      }
    }
    if (field.get().subject().isPresent() != job.subject().isPresent()) {
      errors.add(
          field.get().subject().isPresent()
              ? "field " + column.field() + " belongs to a subject: name its column as 'subject'"
              : "field " + column.field() + " belongs to no subject: leave 'subject' out");
    }
    if (KEEP_SHAPE.contains(field.get().protection().orElseThrow().suite())) {
      errors.add(
          "field %s keeps its shape (FF1), so that a ciphertext cannot be told from a value: such fields are not protected in bulk"
              .formatted(column.field()));
    }
  }

  /** Whether ciphertexts fit; {@code longest} is the longest value there is, in bytes. */
  void lengths(ProtectedColumn column, long longest) {
    TableShape.Column ciphertext = shape.columns().get(column.ciphertext());
    TableShape.Column plaintext = shape.columns().get(column.plaintext());
    if (ciphertext == null || plaintext == null || ciphertext.characters().isEmpty()) {
      return;
    }
    long room = ciphertext.characters().getAsLong();
    if (printed(longest) > room) {
      errors.add(
          "the ciphertext column '%s' holds %d characters, but the ciphertext of the longest value has %d: make it longer"
              .formatted(column.ciphertext(), room, printed(longest)));
    } else if (plaintext.characters().isPresent()
        && printed(plaintext.characters().getAsLong() * CHARACTER) > room) {
      warnings.add(
          "the ciphertext column '%s' holds %d characters; the longest value that '%s' admits needs %d"
              .formatted(
                  column.ciphertext(),
                  room,
                  column.plaintext(),
                  printed(plaintext.characters().getAsLong() * CHARACTER)));
    }
  }

  /** Characters of the largest printed envelope over so many bytes: base64url without padding. */
  static long printed(long bytes) {
    return PREFIX + ((bytes + ENVELOPE_BYTES) * 4 + 2) / 3;
  }
}
