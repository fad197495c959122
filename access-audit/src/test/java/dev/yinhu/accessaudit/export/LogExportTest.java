package dev.yinhu.accessaudit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.EntryReader;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.verify.DirectorySource;
import dev.yinhu.accessaudit.verify.Fault;
import dev.yinhu.accessaudit.verify.Finding;
import dev.yinhu.accessaudit.verify.IndexRange;
import dev.yinhu.accessaudit.verify.LogTables;
import dev.yinhu.accessaudit.verify.Place;
import dev.yinhu.accessaudit.verify.TrustedKey;
import dev.yinhu.accessaudit.verify.Verdict;
import dev.yinhu.accessaudit.verify.Verifier;
import dev.yinhu.database.testing.SmallDisk;
import dev.yinhu.database.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogExportTest {
  private static final int SIZE = 70_000;
  private static final String SUBJECT = "s-00112233";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-06-01T04:00:00Z"));
  private static final LogExport.Taker TAKER = new LogExport.Taker("command-line", "cli-1");

  private final TestDatabase database = TestDatabase.create("audit");
  private final LogTables tables = new LogTables(database);
  private final NoteKey key = TrustedKey.key();
  private AuditLog log;
  private LogExport export;

  @TempDir private Path folder;

  @BeforeAll
  void grow() {
    tables.growTo(SIZE, 1_000, LogExportTest::entry);
    log = AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, CLOCK);
    export = new LogExport(log, tables.published(), List.of(key), CLOCK);
  }

  @AfterAll
  void close() {
    log.close();
    database.close();
  }

  private static byte[] entry(int index) {
    String subject = index % 10_000 == 77 ? SUBJECT : "s-" + index;
    return """
    {"time":"2026-06-01T04:00:00Z","request":"r-%d","operation":"decrypt","caller":"desk",\
    "register":1,"items":[{"field":"shop.users.phone","outcome":"clear","count":1,\
    "subjects":["%s"]}]}\
    """
        .formatted(index, subject)
        .getBytes(StandardCharsets.UTF_8);
  }

  private Verdict verify(Path directory) {
    return Verifier.verify(new DirectorySource(directory), TrustedKey.trust());
  }

  @Test
  void wholeLogVerifies() throws Exception {
    Path out = folder.resolve("whole");
    LogExport.Done done = export.write(out, new ExportScope.Whole(), TAKER);

    Verdict verdict = verify(out);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.entries()).isEqualTo(SIZE).isEqualTo(done.entries());
    assertThat(out.resolve("README.txt")).content().contains("sha256sum", "验证");
    IndependentCheck.accepts(out);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1000,2000", "65535,65537", "69990,70000", "0,70000", "69000,99999"})
  void rangeVerifiesByItself(long from, long to) throws Exception {
    Path out = folder.resolve("range-" + from + "-" + to);
    LogExport.Done done = export.write(out, new ExportScope.Range(new IndexRange(from, to)), TAKER);

    Verdict verdict = verify(out);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.clean()).isTrue();
    assertThat(verdict.scope().from()).isLessThanOrEqualTo(from);
    assertThat(verdict.scope().to()).isGreaterThanOrEqualTo(Math.min(to, SIZE));
    assertThat(verdict.entries()).isEqualTo(verdict.scope().count()).isEqualTo(done.entries());
    IndependentCheck.accepts(out);
  }

  @Test
  void rangeBeyondTheLogIsRefused() {
    Path out = folder.resolve("beyond");

    assertThatThrownBy(
            () -> export.write(out, new ExportScope.Range(new IndexRange(SIZE, SIZE + 1)), TAKER))
        .isInstanceOf(ExportException.class)
        .hasMessageMatching("there is no entry 70000; the published log has [0-9]+ entries.*");
    assertThat(out).doesNotExist();
  }

  @Test
  void entriesOfASubjectHaveEachItsProof() throws Exception {
    Path out = folder.resolve("subject");
    LogExport.Done done = export.write(out, new ExportScope.Subject(SUBJECT), TAKER);

    Verdict verdict = verify(out);

    assertThat(done.entries()).isEqualTo(7);
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.entries()).isEqualTo(7);
    assertThat(out.resolve("proofs/10077.json")).hasBinaryContent(entry(10_077));
    IndependentCheck.accepts(out);

    Files.write(out.resolve("proofs/10077.json"), entry(10_078));
    assertThat(verify(out).findings())
        .anyMatch(finding ->
            finding instanceof Finding.Tampered tampered
                && tampered.place().resource().equals("proofs/10077.tlog-proof"));
  }

  @Test
  void whatIsRemovedIsToldApartFromWhatCannotBeRead() throws Exception {
    Path out = folder.resolve("removed");
    export.write(out, new ExportScope.Subject(SUBJECT), TAKER);
    for (String name : List.of("README.txt", "proofs/77.json", "proofs/77.tlog-proof")) {
      Path file = out.resolve(name);
      byte[] bytes = Files.readAllBytes(file);

      Files.delete(file);
      assertThat(verify(out).findings())
          .as(name)
          .contains(
              new Finding.Tampered(Fault.FILE_MISSING, new Place(name, Optional.empty()), ""));

      Files.createDirectory(file);
      onlyUnreadable(out, name);
      Files.delete(file);
      Files.write(file, bytes);
    }
  }

  @Test
  void withoutAReadableManifestNothingIsMissing() throws Exception {
    Path out = folder.resolve("manifest");
    export.write(out, new ExportScope.Range(new IndexRange(300, 400)), TAKER);
    for (String name : List.of("manifest.json", "manifest.sha256")) {
      Path file = out.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      Files.createDirectory(file);
      onlyUnreadable(out, name);
      Files.delete(file);
      Files.write(file, bytes);
    }
  }

  private void onlyUnreadable(Path out, String name) {
    Verdict verdict = verify(out);
    assertThat(verdict.tampered()).as(name + verdict.findings()).isZero();
    assertThat(verdict.findings())
        .singleElement()
        .satisfies(found -> assertThat(found.place().resource()).isEqualTo(name));
  }

  @Test
  void exportIsInTheLogBeforeItIsThere() {
    Path taken = folder.resolve("taken");
    long before = log.head().size();
    export.write(taken, new ExportScope.Range(new IndexRange(0, 10)), TAKER);

    assertThat(EntryReader.read(log.entry(before).orElseThrow().leaf()))
        .isInstanceOfSatisfying(
            AuditEntry.Reading.class,
            reading -> {
              assertThat(reading.what()).isEqualTo("export");
              assertThat(reading.actor()).isEqualTo("command-line");
              assertThat(reading.filters()).containsEntry("from", "0").containsEntry("to", "256");
              assertThat(reading.count()).isEqualTo(256);
            });
  }

  @Test
  void directoryThatIsNotEmptyIsLeftAlone() throws Exception {
    Path out = Files.createDirectories(folder.resolve("full"));
    Files.writeString(out.resolve("mine"), "mine");

    assertThatThrownBy(() -> export.write(out, new ExportScope.Whole(), TAKER))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("not empty");
    assertThat(out.resolve("mine")).hasContent("mine");
    assertThat(left()).doesNotContain(".full");
  }

  @Test
  void targetBelowAFileLeavesNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> export.write(file.resolve("out"), new ExportScope.Whole(), TAKER))
        .isInstanceOf(ExportException.class);
    assertThat(file).hasContent("x");
  }

  @Test
  void emptyDirectoryIsTaken() throws Exception {
    Path out = Files.createDirectories(folder.resolve("empty"));

    export.write(out, new ExportScope.Range(new IndexRange(0, 10)), TAKER);

    assertThat(verify(out).clean()).isTrue();
  }

  @Test
  void aFullDiskLeavesNothingHalf() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"), "size=2m")) {
      Path out = disk.path().resolve("out");

      assertThatThrownBy(() -> export.write(out, new ExportScope.Whole(), TAKER))
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("No space left");
      try (Stream<Path> all = Files.list(disk.path())) {
        assertThat(all).isEmpty();
      }
      export.write(out, new ExportScope.Range(new IndexRange(0, 10)), TAKER);
      assertThat(verify(out).clean()).isTrue();
    }
  }

  private List<String> left() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString().replaceFirst("\\.[0-9]+$", "")).toList();
    }
  }
}
