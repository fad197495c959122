package dev.yinhu.accessaudit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody with all rights over the database changes the log behind its back. */
class DatabaseCheckTest {
  private static final int SIZE = 2_000;

  private final TestDatabase database = TestDatabase.create("audit");
  private final LogTables tables = new LogTables(database);

  @AfterEach
  void close() {
    database.close();
  }

  private Verdict verify(Map<String, String> notes) {
    return verify(notes, TrustedKey.trust());
  }

  private Verdict verify(Map<String, String> notes, Trust trust) {
    return DatabaseCheck.verify(database.dataSource(), trust, notes, entries -> {});
  }

  private static List<String> codes(Verdict verdict) {
    return verdict.findings().stream()
        .map(finding ->
            switch (finding) {
              case Finding.Tampered tampered -> tampered.fault().code() + " " + tampered.place();
              case Finding.Unverifiable un -> un.fault().code() + " " + un.place();
              case Finding.Pruned pruned -> "pruned " + pruned.range() + " " + pruned.declared();
            })
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "256,100", "2000,1", "2000,300", "70000,1000"})
  void untouchedTablesAreClean(int size, int batch) {
    String earlier = tables.growTo(size / 2, batch).note();
    String now = tables.growTo(size, batch).note();

    Verdict verdict = verify(Map.of("kept", earlier, "audit.checkpoint", now));

    assertThat(codes(verdict)).isEmpty();
    assertThat(verdict.clean()).isTrue();
    assertThat(verdict.entries()).isEqualTo(size);
    assertThat(verdict.signed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "update audit.batch set entries = set_byte(entries, 5, 0) where first_index = 400"
            + " ; entries-changed audit.batch 400 [400, 401)",
        "update audit.batch set entries = entries || '\\x00'::bytea where first_index = 300"
            + " ; batch-wrong audit.batch 300 [300, 400)",
        "update audit.batch set leaf_hashes = set_byte(leaf_hashes, 31, 1) where first_index = 700"
            + " ; entries-changed audit.batch 700 [700, 701)",
        "update audit.batch set leaf_hashes = substring(leaf_hashes from 2) where first_index = 700"
            + " ; batch-wrong audit.batch 700 [700, 800)",
        "delete from audit.batch where first_index = 500 ; batch-gap audit.batch 600 [500, 600)",
        "delete from audit.batch where first_index = 0 ; pruned [0, 100) false",
        "delete from audit.batch where first_index = 1900 ; head-wrong audit.head",
        "update audit.batch set entry_count = 99 where first_index = 500"
            + " ; batch-wrong audit.batch 500 [500, 599)",
        "update audit.node set hash = set_byte(hash, 0, 1 # get_byte(hash, 0)) where n = 3"
            + " ; node-wrong audit.node level 1 n 3 [768, 1024)",
        "delete from audit.node where n = 3 ; node-wrong audit.node level 1 n 3 [768, 1024)",
        "update audit.head set root = set_byte(root, 0, 1 # get_byte(root, 0))"
            + " ; head-wrong audit.head",
        "update audit.head set frontier = set_byte(frontier, 0, 1 # get_byte(frontier, 0))"
            + " ; head-wrong audit.head",
        "update audit.head set size = 1900 ; head-wrong audit.head",
        "delete from audit.head ; head-wrong audit.head",
      })
  void everyChangeIsFoundWithItsPlace(String change, String expected) {
    tables.growTo(SIZE, 100);
    Map<String, String> notes = Map.of("audit.checkpoint", tables.note());
    tables.behindItsBack(change);

    Verdict verdict = verify(notes);

    assertThat(verdict.clean()).isFalse();
    assertThat(codes(verdict)).contains(expected);
  }

  @Test
  void allChangesAreFoundInOneRun() {
    tables.growTo(SIZE, 100);
    Map<String, String> notes = Map.of("audit.checkpoint", tables.note());
    tables.behindItsBack("delete from audit.batch where first_index = 300");
    tables.behindItsBack(
        "update audit.batch set entries = set_byte(entries, 5, 0) where first_index = 1200");

    assertThat(codes(verify(notes)))
        .containsExactly(
            "batch-gap audit.batch 400 [300, 400)",
            "entries-changed audit.batch 1200 [1200, 1201)");
  }

  @Test
  void reorderedBatchesAreFoundByTheNodes() {
    tables.growTo(SIZE, 100);
    Map<String, String> notes = Map.of("audit.checkpoint", tables.note());
    tables.behindItsBack(
        """
        update audit.batch as here set entries = other.entries, leaf_hashes = other.leaf_hashes
        from audit.batch as other where here.first_index in (300, 400)
        and other.first_index = 700 - here.first_index
        """);

    Verdict verdict = verify(notes);

    assertThat(codes(verdict))
        .contains("node-wrong audit.node level 1 n 1 [256, 512)")
        .contains("head-wrong audit.head");
  }

  @Test
  void tailThatWasRemovedTogetherWithItsHeadIsFoundByTheKeptCheckpoint() {
    tables.growTo(1_500, 100);
    String shorter = tables.note();
    Map<String, Object> head =
        database
            .jdbi()
            .withHandle(handle -> handle.createQuery("select * from audit.head").mapToMap().one());
    String longer = tables.growTo(SIZE, 100).note();
    tables.behindItsBack("delete from audit.batch where first_index >= 1500");
    tables.behindItsBack("delete from audit.node where n >= 5 and level = 1");
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update audit.head set size = 1500, root = ?, frontier = ?",
                head.get("root"),
                head.get("frontier")));

    assertThat(codes(verify(Map.of("audit.checkpoint", shorter)))).isEmpty();
    assertThat(codes(verify(Map.of("audit.checkpoint", shorter, "kept checkpoint", longer))))
        .containsExactly("since-longer kept checkpoint");
  }

  @Test
  void rewrittenHistoryIsFoundByTheKeptCheckpoint() {
    tables.growTo(SIZE, 100);
    String kept = LogFiles.note(1_000, new byte[32]);

    assertThat(codes(verify(Map.of("audit.checkpoint", tables.note(), "kept", kept))))
        .containsExactly("since-differs kept");
  }

  @Test
  void prunedBeginningIsBoundByTheNodes() {
    tables.growTo(70_000, 100);
    Map<String, String> notes = Map.of("audit.checkpoint", tables.note());
    tables.behindItsBack("delete from audit.batch where first_index + entry_count <= 66000");

    assertThat(codes(verify(notes))).containsExactly("pruned [0, 66000) false");
    Verdict declared = verify(notes, TrustedKey.trust().prunedBelow(66_048));
    assertThat(codes(declared)).containsExactly("pruned [0, 66000) true");
    assertThat(declared.clean()).isTrue();

    tables.behindItsBack(
        "update audit.node set hash = set_byte(hash, 0, 1 # get_byte(hash, 0))"
            + " where level = 1 and n = 3");
    assertThat(verify(notes).tampered()).isPositive();
  }
}
