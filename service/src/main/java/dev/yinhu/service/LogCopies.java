package dev.yinhu.service;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.export.ExportScope;
import dev.yinhu.accessaudit.export.LogExport;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.accessaudit.verify.DatabaseCheck;
import dev.yinhu.accessaudit.verify.Trust;
import dev.yinhu.accessaudit.verify.Verdict;
import dev.yinhu.accessaudit.verify.Verifier;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.SubjectRef;
import dev.yinhu.database.Database;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.cli.CommandLog;
import dev.yinhu.service.config.YinhuConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What commands do with the access log of a configuration: verify its tables, take it out. */
final class LogCopies implements CommandLog {
  private static final String KEPT = "audit/checkpoint";
  private static final String PUBLISHED = "audit.checkpoint";

  private final YinhuConfig config;
  private final Database database;
  private final AuditLog log;
  private final Supplier<Crypto> crypto;
  private final Checkpoints checkpoints;
  private final InstantSource clock;
  private final LogExport.Taker taker;

  LogCopies(
      YinhuConfig config,
      Database database,
      AuditLog log,
      Supplier<Crypto> crypto,
      Checkpoints checkpoints,
      InstantSource clock,
      LogExport.Taker taker) {
    this.config = config;
    this.database = database;
    this.log = log;
    this.crypto = crypto;
    this.checkpoints = checkpoints;
    this.clock = clock;
    this.taker = taker;
  }

  @Override
  public Verdict verify(Trust trust, Verifier.Progress progress) {
    Map<String, String> notes = new HashMap<>(DatabaseCheck.notes(database.dataSource()));
    kept().ifPresent(note -> notes.put(KEPT, note));
    return DatabaseCheck.verify(database.dataSource(), trust, notes, progress);
  }

  /** The last checkpoint outside the database. */
  private Optional<String> kept() {
    Path file = config.data().resolve(KEPT);
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  @Override
  public LogExport.Done export(Path target, ExportScope scope) {
    String note =
        Optional.ofNullable(DatabaseCheck.notes(database.dataSource()).get(PUBLISHED))
            .orElseThrow(() ->
                new AuditException(
                    "no checkpoint of the log was published yet; start the service once"));
    List<NoteKey> keys = keys(note);
    var published = new PublishedLog(new Tiles(database.dataSource()), () -> note);
    return new LogExport(log, published, keys, clock).write(target, scope, taker);
  }

  @Override
  public List<NoteKey> keys() {
    return checkpoints.keys(config.audit().origin());
  }

  /** Of the name that the log published under last. */
  private List<NoteKey> keys(String note) {
    SignedNote signed = SignedNote.parse(note);
    List<NoteKey> keys = checkpoints.keys(Checkpoint.parse(signed.text()).origin());
    if (!signed.isSignedBy(keys)) {
      throw new AuditException(
          "the published checkpoint is not signed by this log's key; verify the log with:"
              + " yinhu audit verify --database");
    }
    return keys;
  }

  @Override
  public Optional<String> reference(String subject) {
    var id = new SubjectId(subject);
    return Optional.ofNullable(crypto.get().subjects().find(List.of(id)).get(id))
        .flatMap(KeyScope::subject)
        .map(SubjectRef::text);
  }

  @Override
  public long firstEntryFrom(Instant time) {
    return DatabaseCheck.firstEntryFrom(database.dataSource(), time);
  }
}
