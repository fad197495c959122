package dev.yinhu.accessaudit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.database.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "delete from audit.batch where first_index = 0 ; pruned [0, 256) NOT",
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
  void aLongerCheckpointOfAnEarlierNameIsToldAsSuch() {
    NoteSigner old = new NoteSigner("log.example/old", new byte[32]);
    String longer =
        old.sign(new Checkpoint("log.example/old", new TreeHead(3_000, new byte[32])).text());
    Trust both = Trust.ofKeys(List.of(TrustedKey.key(), old.key()));
    tables.growTo(SIZE, 100);

    assertThat(verify(Map.of("audit.checkpoint", tables.note(), "kept", longer), both).findings())
        .containsExactly(
            new Finding.Tampered(
                Fault.SINCE_LONGER,
                Place.of("kept"),
                "2000 entries, not 3000; it is of the name log.example/old, the log goes on as"
                    + " log.example/yinhu: was a restore accepted?"));
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

    assertThat(codes(verify(notes))).containsExactly("pruned [0, 66048) NOT");
    Verdict declared = verify(notes, TrustedKey.trust().prunedBelow(66_048));
    assertThat(codes(declared)).containsExactly("pruned [0, 66048) DONE");
    assertThat(declared.clean()).isTrue();
    assertThat(declared.entries()).isEqualTo(70_000 - 66_048);

    tables.behindItsBack(
        "update audit.node set hash = set_byte(hash, 0, 1 # get_byte(hash, 0))"
            + " where level = 1 and n = 3");
    assertThat(verify(notes).tampered()).isPositive();
  }

  /** The first two tiles are gone, and an entry behind them says that it was done. */
  private LogTables pruned(IntFunction<byte[]> entry) {
    tables.growTo(SIZE, 100, entry);
    tables.behindItsBack("delete from audit.batch where first_index + entry_count <= 512");
    return tables;
  }

  private LogTables pruned() {
    return pruned(Declarations.at(1_900, Phase.DONE, 512));
  }

  @Test
  void aRewrittenLogDoesNotHideBehindAMissingNode() {
    String note = pruned().note();
    Map<String, String> notes = Map.of("audit.checkpoint", note, "kept", note);
    assertThat(verify(notes).clean()).isTrue();
    tables.behindItsBack("delete from audit.node where level = 1 and n = 0");
    rewrite(1_000);

    Verdict verdict = verify(notes);

    assertThat(verdict.result()).isEqualTo("tampered");
    assertThat(codes(verdict))
        .contains(
            "node-wrong audit.node level 1 n 0 [0, 256)",
            "node-wrong audit.node level 1 n 3 [768, 1024)",
            "since-unproven audit.checkpoint",
            "since-unproven kept",
            "not-compared audit.head",
            "pruned [0, 512) NOT");
  }

  /** Another entry with its own hash. */
  private void rewrite(int first) {
    tables.behindItsBack(
        "update audit.batch set entries = set_byte(entries, 4, 65), leaf_hashes = overlay("
            + "leaf_hashes placing sha256('\\x00'::bytea || substring(set_byte(entries, 4, 65) from"
            + " 3 for 256 * get_byte(entries, 0) + get_byte(entries, 1))) from 1 for 32)"
            + " where first_index = "
            + first);
  }

  @Test
  void aMissingNodeIsFoundAndTheNodeAboveItStandsIn() {
    tables.growTo(70_000, 100, Declarations.at(69_000, Phase.DONE, 66_048));
    Map<String, String> notes = Map.of("audit.checkpoint", tables.note());
    tables.behindItsBack("delete from audit.batch where first_index + entry_count <= 66000");
    tables.behindItsBack("delete from audit.node where level = 1 and n between 7 and 9");

    assertThat(codes(verify(notes)))
        .containsExactly(
            "pruned [0, 66048) DONE", "node-wrong audit.node level 1 n 7 to 9 [1792, 2560)");

    tables.behindItsBack(
        "update audit.node set hash = set_byte(hash, 0, 1 # get_byte(hash, 0)) where level = 2");
    assertThat(codes(verify(notes)))
        .contains("since-differs audit.checkpoint", "head-wrong audit.head");
  }

  @Test
  void checkpointsBelowThePrunedPartAreComparedAtTilesAndToldElsewhere() {
    tables.growTo(256, 100);
    String tile = tables.note();
    String between = tables.growTo(400, 100).note();
    String now = pruned().note();
    String empty = LogFiles.note(0, new MerkleHash().emptyRoot());

    assertThat(codes(verify(Map.of("a", tile, "b", empty, "c", now))))
        .containsExactly("pruned [0, 512) DONE");
    assertThat(codes(verify(Map.of("a", between, "c", now))))
        .containsExactly("since-unproven a", "pruned [0, 512) DONE");
    for (int size : new int[] {0, 256, 512}) {
      assertThat(codes(verify(Map.of("a", LogFiles.note(size, new byte[32]), "c", now))))
          .contains("since-differs a");
    }
  }

  @Test
  void anEarlierCheckpointThatIsBroughtAlongIsCompared() {
    tables.growTo(SIZE, 100);
    Trust trust = TrustedKey.trust().since(LogFiles.note(1_000, new byte[32]));

    assertThat(codes(verify(Map.of("audit.checkpoint", tables.note()), trust)))
        .containsExactly("since-differs earlier checkpoint");
  }

  @Test
  void whatNoCheckpointCoversIsNotCountedAndDeclaresNothing() {
    tables.growTo(1_500, 100);
    Map<String, String> notes = Map.of("audit.checkpoint", tables.note());
    pruned();

    Verdict verdict = verify(notes);

    assertThat(codes(verdict)).containsExactly("pruned [0, 512) NOT");
    assertThat(verdict.entries()).isEqualTo(1_500 - 512);
    assertThat(verdict.scope()).isEqualTo(new IndexRange(0, 1_500));
  }

  @Test
  void aRootThatNobodySignedBindsNoDeclaration() {
    String note = pruned().note();
    String forged = note.replaceFirst("\n\n(?s).*", "\n\n— x AAAAAAAA\n");

    assertThat(verify(Map.of("audit.checkpoint", note)).clean()).isTrue();
    assertThat(codes(verify(Map.of("audit.checkpoint", forged))))
        .contains("pruned [0, 512) NOT", "nothing-compared checkpoint");
  }

  @ParameterizedTest
  @CsvSource({
    "DONE,512,DONE",
    "DONE,768,DONE",
    "DONE,256,NOT",
    "INTENT,512,BEGUN",
    "FAILED,512,NOT"
  })
  void onlyTheOutcomeOfAPruningExcusesWhatIsMissing(Phase phase, int below, String expected) {
    Map<String, String> notes =
        Map.of("audit.checkpoint", pruned(Declarations.at(1_900, phase, below)).note());

    assertThat(codes(verify(notes))).containsExactly("pruned [0, 512) " + expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit.batch set entries = substring(entries for length(entries) - 1) where"
            + " first_index = 1900",
        "update audit.batch set entries = entries || 'audit-prune'::bytea where first_index = 700",
        "update audit.batch set entries = '' where first_index = 700",
        "update audit.batch set leaf_hashes = '' where first_index = 700",
        "update audit.batch set entry_count = 2147483647 where first_index = 700",
        "update audit.batch set entry_count = 134217728 where first_index = 700",
        "update audit.batch set entry_count = -2147483648 where first_index = 700",
        "update audit.batch set entry_count = 0 where first_index = 0",
        "update audit.batch set first_index = -1 where first_index = 0",
        "update audit.batch set first_index = 9223372036854775807 where first_index = 1900",
        "update audit.batch set first_index = 9223372036854775000 where first_index = 1900",
        "update audit.batch set first_index = 4611686018427387905 where first_index > 1850",
        "delete from audit.batch where first_index < 1900",
        "delete from audit.batch",
        "update audit.head set size = 9223372036854775807",
        "update audit.head set size = -1",
        "update audit.head set root = '', frontier = ''",
        "delete from audit.node",
        "update audit.node set hash = ''",
        "update audit.node set n = 9223372036854775807 where n = 3 and level = 1",
        "update audit.node set n = -1 where n = 3 and level = 1",
        "update audit.node set level = 32767 where n = 3 and level = 1",
      })
  void whateverTheTablesHoldGivesFindings(String change) {
    tables.growTo(SIZE, 100, Declarations.at(1_900, Phase.DONE, 512));
    Map<String, String> notes = Map.of("audit.checkpoint", tables.note());
    tables.behindItsBack(change);
    // Nodes alone may be missing: those of an unpruned log are derived again.
    boolean derivedAgain = change.equals("delete from audit.node") || change.endsWith("hash = ''");
    assertThat(verify(notes).result()).isEqualTo(derivedAgain ? "clean" : "tampered");

    tables.behindItsBack("delete from audit.batch where first_index = 300");
    assertThat(verify(notes).result()).isEqualTo("tampered");
  }

  @Test
  void pruningMeanwhileIsNotTakenForTampering() {
    tables.growTo(SIZE, 20);
    Map<String, String> notes = Map.of("audit.checkpoint", tables.note());
    AtomicInteger told = new AtomicInteger();

    Verdict verdict =
        DatabaseCheck.verify(
            database.dataSource(),
            TrustedKey.trust(),
            notes,
            entries -> {
              told.incrementAndGet();
              tables.behindItsBack("delete from audit.batch where first_index < 1500");
            });

    assertThat(told).hasPositiveValue();
    assertThat(verdict.clean()).isTrue();
    assertThat(verdict.entries()).isEqualTo(SIZE);
  }

  private Map<String, String> held(IntFunction<byte[]> entry) {
    tables.growTo(SIZE, 100, entry);
    for (int index : new int[] {0, 255, 300, 301}) {
      tables.hold(index, entry);
    }
    tables.hold(600, entry);
    tables.behindItsBack(
        "insert into audit.pruned values (512, 0, now(), now(), 'l', 'a', '', '', '', 4, 600, 0)");
    tables.behindItsBack("delete from audit.batch where first_index + entry_count <= 512");
    return Map.of("audit.checkpoint", tables.note());
  }

  private static IntFunction<byte[]> heldTotal(String number) {
    return Declarations.at(
        1_900, Phase.DONE, Map.of(PruneDeclaration.BELOW, "512", PruneDeclaration.HELD, number));
  }

  @Test
  void heldEntriesAreProvedAndCounted() {
    Map<String, String> notes = held(heldTotal("4"));
    assertThat(verify(notes).clean()).isTrue();
    assertThat(codes(verify(notes))).containsExactly("pruned [0, 512) DONE");

    for (String change :
        List.of(
            "set entry = set_byte(entry, 3, 65)",
            "set siblings = set_byte(siblings, 255, 1 # get_byte(siblings, 255))",
            "set leaf_hash = set_byte(leaf_hash, 0, 1 # get_byte(leaf_hash, 0))",
            "set entry = other.entry, leaf_hash = other.leaf_hash from audit.held other"
                + " where other.entry_index = 301 and",
            "set entry_index = -5",
            "set entry_index = 302")) {
      String where =
          change.endsWith("and") ? " held.entry_index = 300" : " where entry_index = 300";
      changedAndBack(
          "update audit.held " + change + where,
          () ->
              assertThat(codes(verify(notes)))
                  .as(change)
                  .anyMatch(code -> code.startsWith("held-changed audit.held ")));
    }
    changedAndBack(
        "delete from audit.held where entry_index = 300",
        () -> assertThat(codes(verify(notes))).contains("held-missing audit.held"));
    changedAndBack(
        "update audit.held set entry_index = 700 where entry_index = 300",
        () -> assertThat(codes(verify(notes))).contains("held-missing audit.held"));
    changedAndBack("delete from audit.pruned", () -> assertThat(verify(notes).clean()).isTrue());
  }

  private void changedAndBack(String change, Runnable check) {
    tables.behindItsBack("create table audit.before as select * from audit.held");
    tables.behindItsBack(change);
    check.run();
    tables.behindItsBack("delete from audit.held");
    tables.behindItsBack("insert into audit.held select * from audit.before");
    tables.behindItsBack("drop table audit.before");
  }

  @Test
  void howManyAreHeldIsUncertainWhileTheLogDoesNotSayIt() {
    Map<String, String> notes = held(Declarations.at(1_900, Phase.DONE, 512));
    assertThat(codes(verify(notes)))
        .containsExactly("held-uncounted audit.held", "pruned [0, 512) DONE");
  }

  @Test
  void anIntentThatIsOpenLeavesTheNumberOpen() {
    IntFunction<byte[]> done = heldTotal("5");
    IntFunction<byte[]> open = Declarations.at(1_950, Phase.INTENT, 768);
    Map<String, String> notes =
        held(index -> index == 1_950 ? open.apply(index) : done.apply(index));
    assertThat(codes(verify(notes)))
        .containsExactly("held-uncounted audit.held", "pruned [0, 512) DONE");
  }

  private static IntFunction<byte[]> heldWith(String number, Map<String, String> more) {
    Map<String, String> details = new HashMap<>(more);
    details.put(PruneDeclaration.BELOW, "512");
    details.put(PruneDeclaration.HELD, number);
    return Declarations.at(1_900, Phase.DONE, details);
  }

  /** A boundary that somebody wrote, whose deleting the service has finished and told. */
  @Test
  void aPruningThatNobodyDeclaredIsFoundThoughTheLogStatesItsOutcome() {
    Map<String, String> notes =
        held(heldWith("4", Map.of("intent", "1850", "released", "0", "resumed", "true")));

    assertThat(codes(verify(notes)))
        .contains(
            "pruning-wrong audit.batch [1900, 1901)",
            "pruning-undeclared audit.pruned 512 [0, 512)",
            "pruned [0, 512) NOT");
    assertThat(verify(notes).result()).isEqualTo("tampered");
  }

  /** Copies that somebody let go, which the service has told as let go. */
  @Test
  void copiesThatWentUndeclaredAreFoundThoughTheLogStatesTheirNumber() {
    IntFunction<byte[]> forged =
        heldWith("4", Map.of("intent", "1850", "released", "20", "resumed", "true"));
    IntFunction<byte[]> told =
        Declarations.at(1_800, Phase.DONE, Map.of("below", "512", "held-total", "24"));
    Map<String, String> notes =
        held(index -> index == 1_800 ? told.apply(index) : forged.apply(index));

    assertThat(codes(verify(notes)))
        .containsExactly(
            "held-missing audit.held",
            "pruned [0, 512) DONE",
            "pruning-wrong audit.batch [1900, 1901)");
  }

  @Test
  void aBoundaryThatOnlyTheTablesKnowIsFound() {
    tables.growTo(SIZE, 100, Declarations.at(1_900, Phase.DONE, 256));
    tables.behindItsBack(
        "insert into audit.pruned values (512, 0, now(), now(), 'l', 'a', '', '', '', 0, 600, 0)");
    Map<String, String> notes = Map.of("audit.checkpoint", tables.note());

    assertThat(codes(verify(notes)))
        .containsExactly("pruning-undeclared audit.pruned 512 [0, 512)");
    assertThat(verify(notes, TrustedKey.trust().prunedBelow(512)).clean()).isTrue();
  }

  @Test
  void aBoundaryThatIsDeclaredBehindTheCheckpointIsNotProvenYet() {
    tables.growTo(1_500, 100);
    Map<String, String> notes = Map.of("audit.checkpoint", tables.note());
    tables.growTo(SIZE, 100, Declarations.at(1_900, Phase.INTENT, 512));
    tables.behindItsBack(
        "insert into audit.pruned values (512, 0, now(), now(), 'l', 'a', '', '', '', 0, 600, 0)");

    assertThat(codes(verify(notes))).containsExactly("not-compared audit.pruned 512 [0, 512)");
    assertThat(codes(verify(Map.of("audit.checkpoint", tables.note())))).isEmpty();
  }

  @Test
  void whichCopiesAreHeldIsBoundByTheirHash() {
    HeldHash hash = new HeldHash();
    for (int index : new int[] {0, 255, 300, 301}) {
      hash.add(index);
    }
    // SHA-256 over those four, computed by another program.
    String all = "67ced7957334985896c9a81a9b7da7a673fa8a1f8c40cdf11739e8a601c4e1eb";
    assertThat(hash.fits(Optional.of(all))).isTrue();

    assertThat(verify(held(heldWith("4", Map.of("held-hash", all)))).clean()).isTrue();
  }

  @Test
  void copiesThatWereExchangedForOthersOfTheLogAreFound() {
    Map<String, String> notes = held(heldWith("4", Map.of("held-hash", "00")));

    assertThat(codes(verify(notes)))
        .containsExactly("held-missing audit.held", "pruned [0, 512) DONE");
  }
}
