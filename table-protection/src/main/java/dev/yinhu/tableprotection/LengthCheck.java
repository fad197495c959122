package dev.yinhu.tableprotection;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Protection;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Whether what is written fits into its columns. For one check, of a job that fits otherwise. */
final class LengthCheck {
  /** The largest that any suite adds: header 7, subject 16, nonce 16, tag 32 (docs/formats.md). */
  private static final long ENVELOPE_BYTES = 71;

  private static final int PREFIX = "yh1.".length();

  /** Most bytes of one character in UTF-8. */
  private static final int CHARACTER = 4;

  /** Of a printed index: key id 4 and bits 1, then the whole hash when it is not cut. */
  private static final int INDEX_HEADER = 5;

  private static final int WHOLE_INDEX = 32;

  private final ProtectionJob job;
  private final TableShape shape;
  private final FieldAccess access;
  private final List<String> errors;
  private final List<String> warnings;

  LengthCheck(
      ProtectionJob job,
      TableShape shape,
      FieldAccess access,
      List<String> errors,
      List<String> warnings) {
    this.job = job;
    this.shape = shape;
    this.access = access;
    this.errors = errors;
    this.warnings = warnings;
  }

  private Protection protection(ProtectedColumn column) {
    return access.declared(column.field().text()).flatMap(DeclaredField::protection).orElseThrow();
  }

  private OptionalLong room(String column) {
    TableShape.Column known = shape.columns().get(column);
    return known == null ? OptionalLong.empty() : known.characters();
  }

  /** Whether ciphertexts fit; {@code longest} is the longest value there is, in bytes. */
  void ciphertexts(ProtectedColumn column, long longest) {
    OptionalLong room = room(column.ciphertext());
    if (room.isEmpty() || RegisterCheck.keepsShape(protection(column))) {
      return;
    }
    OptionalLong most = room(column.plaintext());
    if (printed(longest) > room.getAsLong()) {
      errors.add(
          "the ciphertext column '%s' holds %d characters, but the ciphertext of the longest value has %d: make it longer"
              .formatted(column.ciphertext(), room.getAsLong(), printed(longest)));
    } else if (most.isPresent() && printed(most.getAsLong() * CHARACTER) > room.getAsLong()) {
      warnings.add(
          "the ciphertext column '%s' holds %d characters; the longest value that '%s' admits needs %d"
              .formatted(
                  column.ciphertext(),
                  room.getAsLong(),
                  column.plaintext(),
                  printed(most.getAsLong() * CHARACTER)));
    }
  }

  /** Characters of the largest printed envelope over so many bytes. */
  static long printed(long bytes) {
    return PREFIX + base64(bytes + ENVELOPE_BYTES);
  }

  /** Base64url without padding. */
  private static long base64(long bytes) {
    return (bytes * 4 + 2) / 3;
  }

  /** Whether the job's indexes fit: all of one kind have one length. */
  void indexes() {
    for (ProtectedColumn column : job.columns()) {
      Protection protection = protection(column);
      column.index().ifPresent(name -> index(name, bits(protection.index().orElseThrow())));
      column.parts().forEach((part, name) -> index(name, bits(protection.partIndexes().get(part))));
    }
    for (CompoundColumn compound : job.compounds()) {
      CompoundIndex index = access.compound(compound.index().text()).orElseThrow();
      index(compound.column(), index.bits());
    }
  }

  private static OptionalInt bits(@Nullable IndexSettings settings) {
    return settings == null ? OptionalInt.empty() : settings.bits();
  }

  private void index(String column, OptionalInt bits) {
    int bytes = bits.isPresent() ? (bits.getAsInt() + Byte.SIZE - 1) / Byte.SIZE : WHOLE_INDEX;
    long needed = PREFIX + base64(INDEX_HEADER + bytes);
    OptionalLong room = room(column);
    if (room.isPresent() && room.getAsLong() < needed) {
      errors.add(
          "the index column '%s' holds %d characters, but an index has %d: make it longer"
              .formatted(column, room.getAsLong(), needed));
    }
  }
}
