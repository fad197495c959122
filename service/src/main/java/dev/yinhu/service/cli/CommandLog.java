package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.export.ExportScope;
import dev.yinhu.accessaudit.export.LogExport;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.verify.Trust;
import dev.yinhu.accessaudit.verify.Verdict;
import dev.yinhu.accessaudit.verify.Verifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The access log of a data directory, as far as commands verify it and take it out. */
public interface CommandLog {

  /** Verifies its tables, with the checkpoints that are stored in and beside them. */
  Verdict verify(Trust trust, Verifier.Progress progress);

  /**
   * Writes a part of it into a directory, and who did so into the log.
   *
   * @throws dev.yinhu.accessaudit.export.ExportException when it cannot be written
   */
  LogExport.Done export(Path target, ExportScope scope);

  /** The reference under which the log knows a person; empty when there is none (any more). */
  Optional<String> reference(String subject);

  /** The verifier keys of this installation's log. */
  List<NoteKey> keys();

  /** Index of the first entry of the first batch that was committed at or after the time. */
  long firstEntryFrom(Instant time);
}
