package dev.yinhu.accessaudit.witness;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.database.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a witness signed last, one file for each log, named by the SHA-256 of its origin. A file
 * that cannot be read is never taken for one that is missing.
 */
final class WitnessState {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;

  WitnessState(Path folder) {
    this.folder = folder;
  }

  /** The name of a log's file, and of its monitoring address. */
  static String nameOf(String origin) {
    return Sha256.hex(origin);
  }

  /** The note with the witness's own signatures; empty when it never signed one of that log. */
  Optional<String> note(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AuditException("the witness cannot read its file " + file(name), e);
    }
  }

  /** What was signed last of the log. */
  Optional<Checkpoint> last(String origin) {
    return note(nameOf(origin)).map(note -> checkpoint(origin, note));
  }

  private Checkpoint checkpoint(String origin, String note) {
    try {
      return Checkpoint.parse(SignedNote.parse(note).text());
    } catch (IllegalArgumentException e) {
      throw new AuditException(
          "the witness's file %s is damaged: bring it back from a copy that is not older"
              .formatted(file(nameOf(origin))),
          e);
    }
  }

  /** On disk when this returns. */
  void keep(String origin, String note) {
    try {
      PrivateFiles.replace(file(nameOf(origin)), note);
    } catch (IOException e) {
      throw new AuditException("the witness cannot keep what it would sign", e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ".checkpoint");
  }
}
