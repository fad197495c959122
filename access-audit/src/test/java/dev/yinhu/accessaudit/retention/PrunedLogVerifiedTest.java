package dev.yinhu.accessaudit.retention;

import static dev.yinhu.accessaudit.retention.PrunedLog.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.export.ExportException;
import dev.yinhu.accessaudit.export.ExportScope;
import dev.yinhu.accessaudit.export.IndependentCheck;
import dev.yinhu.accessaudit.export.LogExport;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.verify.DatabaseCheck;
import dev.yinhu.accessaudit.verify.DirectorySource;
import dev.yinhu.accessaudit.verify.Finding;
import dev.yinhu.accessaudit.verify.IndexRange;
import dev.yinhu.accessaudit.verify.Place;
import dev.yinhu.accessaudit.verify.TrustedKey;
import dev.yinhu.accessaudit.verify.Verdict;
import dev.yinhu.accessaudit.verify.Verifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that was really pruned, as who verifies it sees it, with its tables and without. */
class PrunedLogVerifiedTest {
  private static final LogExport.Taker TAKER = new LogExport.Taker("command-line", "cli-1");

  private final PrunedLog log = new PrunedLog();

  @TempDir private Path folder;

  @BeforeEach
  void twoSeasons() {
    log.on("2024-01-10").append(300, "order-service", 1).append(20, "support-desk", 2);
    log.append(280, "order-service", 3);
    log.on("2024-06-01").append(300, "order-service", 1).on("2024-07-11");
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void pruneAndHold() {
    log.prune(log.policy(rule("caller:support-desk", "P3Y")));
  }

  private String note() {
    TreeHead head = log.log.head();
    log.tiles.advance(head.size());
    return TrustedKey.note(head);
  }

  private Verdict tables() {
    Map<String, String> notes = Map.of("audit.checkpoint", note());
    return DatabaseCheck.verify(log.database.dataSource(), TrustedKey.trust(), notes, _ -> {});
  }

  private LogExport export() {
    String note = note();
    return new LogExport(
        log.log, new PublishedLog(log.tiles, () -> note), List.of(TrustedKey.key()), log.clock);
  }

  private static Verdict verify(Path directory) {
    return Verifier.verify(new DirectorySource(directory), TrustedKey.trust());
  }

  private static Finding pruned(long below) {
    return new Finding.Pruned(
        new IndexRange(0, below),
        new Place("tile/entries", Optional.of(new IndexRange(0, below))),
        Finding.Declared.DONE);
  }

  private void behindItsBack(String sql) {
    log.database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(sql);
        });
  }

  @Test
  void theTablesOfAPrunedLogAreClean() {
    log.prune(log.policy());

    Verdict verdict = tables();

    assertThat(verdict.clean()).as(verdict.toString()).isTrue();
    assertThat(verdict.entries()).isEqualTo(902 - 512);
  }

  @Test
  void heldEntriesOfTheTablesAreVerified() {
    pruneAndHold();
    assertThat(tables().clean()).as(tables().toString()).isTrue();
    log.on("2025-01-11").append(300, "order-service", 1);
    pruneAndHold();
    assertThat(tables().clean()).as(tables().toString()).isTrue();

    behindItsBack("update audit.held set entry = set_byte(entry, 3, 65) where entry_index = 305");
    assertThat(tables().findings())
        .anySatisfy(finding -> assertThat(finding.place().resource()).isEqualTo("audit.held 305"));
  }

  @Test
  void aHeldEntryThatWasRemovedIsMissed() {
    pruneAndHold();
    behindItsBack("delete from audit.held where entry_index = 305");

    assertThat(tables().result()).isEqualTo("tampered");
  }

  @Test
  void aPrunedLogIsTakenOutWithWhatIsHeldOfIt() throws Exception {
    log.prune(log.policy());
    Path plain = folder.resolve("plain");
    assertThat(export().write(plain, new ExportScope.Whole(), TAKER).pruned()).isEqualTo(512);
    assertThat(verify(plain).findings()).containsExactly(pruned(512));
    assertThat(verify(plain).clean()).isTrue();
    IndependentCheck.accepts(plain);
  }

  @Test
  void heldEntriesAreInWholeExportsWithTheirProofs() throws Exception {
    pruneAndHold();
    Path out = folder.resolve("whole");
    LogExport.Done done = export().write(out, new ExportScope.Whole(), TAKER);

    Verdict verdict = verify(out);

    assertThat(done.entries()).isEqualTo(902 - 512 + 20);
    assertThat(done.pruned()).isEqualTo(492);
    assertThat(verdict.findings()).containsExactly(pruned(512));
    assertThat(verdict.entries()).isEqualTo(done.entries());
    assertThat(out.resolve("README.txt")).content().contains("kept longer", "法律保全");
    assertThat(TlogProof.parse(Files.readString(out.resolve("proofs/300.tlog-proof"))).index())
        .isEqualTo(300);
    IndependentCheck.accepts(out);

    Files.writeString(out.resolve("proofs/310.json"), "{}");
    assertThat(verify(out).result()).isEqualTo("tampered");
  }

  @Test
  void aRangeHasWhatIsHeldBelowItsFirstBundle() throws Exception {
    pruneAndHold();
    Path out = folder.resolve("range");
    var range = new ExportScope.Range(new IndexRange(256, 600));
    LogExport.Done done = export().write(out, range, TAKER);

    Verdict verdict = verify(out);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.scope()).isEqualTo(new IndexRange(512, 768));
    assertThat(verdict.entries()).isEqualTo(256 + 20).isEqualTo(done.entries());
    IndependentCheck.accepts(out);

    var gone = new ExportScope.Range(new IndexRange(0, 256));
    assertThatThrownBy(() -> export().write(folder.resolve("gone"), gone, TAKER))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("below index 512");
  }

  @Test
  void aWholeExportThatLacksAHeldEntryIsNotClean() throws Exception {
    pruneAndHold();
    behindItsBack("delete from audit.held where entry_index = 305");
    Path out = folder.resolve("lacking");
    export().write(out, new ExportScope.Whole(), TAKER);

    assertThat(verify(out).result()).isEqualTo("unverifiable");
  }
}
