package dev.yinhu.accessaudit.retention;

import static dev.yinhu.accessaudit.retention.PrunedLog.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.EntryPlace;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.InclusionProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.QueryParser;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.TileRead;
import dev.yinhu.accessaudit.tile.TileRead.Pruned;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pruning a log in a real database, by a clock that the test sets. */
class PruningTest {
  private static final Reason WHY = new Reason("investigation of the leak");

  private final PrunedLog log = new PrunedLog();

  @AfterEach
  void close() {
    log.close();
  }

  /** 600 entries in January and 300 in June; the sixth month of January's ends on 10 July. */
  private void twoSeasons() {
    log.on("2024-01-10").append(300, "order-service", 1).append(20, "support-desk", 2);
    log.append(280, "order-service", 3);
    log.on("2024-06-01").append(300, "order-service", 1);
  }

  @Test
  void whatIsOverGoesInWholeTilesAndTheRootStays() {
    twoSeasons();
    TreeHead before = log.log.head();
    assertThat(log.on("2024-07-10").prune(log.policy()).goes()).isZero();
    assertThat(log.readable()).hasSize(900);

    PruningPlan done = log.on("2024-07-11").prune(log.policy());

    assertThat(done.boundary()).isEqualTo(512);
    assertThat(done.goes()).isEqualTo(512);
    assertThat(log.readable())
        .containsExactlyElementsOf(LongStream.range(512, 902).boxed().toList());
    assertThat(log.log.entry(511)).isEmpty();
    assertThat(log.log.entry(512)).isPresent();
    assertThat(log.log.firstKept()).isEqualTo(512);
    TreeHead after = log.log.recompute();
    assertThat(after.size()).isEqualTo(902);
    assertConsistent(before, after);
    assertThat(log.append(300, "order-service", 1).log.recompute().size()).isEqualTo(1202);
    assertThat(log.prune(log.policy()).goes()).isZero();
  }

  @Test
  void belowTheBoundaryTilesAndBundlesAndProofsAreGoneAlsoFromMemory() {
    twoSeasons();
    log.tiles.advance(900);
    TilePath.Hashes first = new TilePath.Hashes(0, 1, 256);
    assertThat(log.tiles.hashes(first)).isInstanceOf(TileRead.Present.class);
    log.on("2024-07-11").prune(log.policy());
    assertThat(log.tiles.hashes(first)).isEqualTo(new Pruned<>(512));
    assertThat(log.tiles.entries(new TilePath.Entries(1, 256))).isEqualTo(new Pruned<>(512));
    assertThat(log.tiles.inclusion(300, 900)).isEqualTo(new Pruned<>(512));
    assertThat(log.tiles.hashes(new TilePath.Hashes(1, 0, 3))).isInstanceOf(TileRead.Present.class);
  }

  @Test
  void thePruningIsDeclaredInTheLogBeforeItHappensAndItsOutcomeAfter() {
    twoSeasons();
    RetentionPolicy policy = log.policy();
    log.on("2024-07-11").prune(policy);
    List<AuditEntry.Admin> said = log.recorded("audit-prune");
    assertThat(said).extracting(AuditEntry.Admin::phase).containsExactly(Phase.INTENT, Phase.DONE);
    assertThat(said.getFirst().details())
        .containsEntry("from", "0")
        .containsEntry("below", "512")
        .containsEntry("policy", policy.hash())
        .containsEntry("held", "0")
        .containsEntry("committed-before", "2024-01-10T16:00:00Z");
    var pruned = log.pruning.pruned().orElseThrow();
    assertThat(pruned.intent()).isEqualTo(900);
    assertThat(pruned.law()).isEqualTo("Cybersecurity Law");
    assertThat(pruned.policy()).isEqualTo(policy.hash());
  }

  @Test
  void whatARuleKeepsLongerStaysReadableAndProvableAgainstOldAndNewTrees() {
    twoSeasons();
    TreeHead old = log.log.head();
    RetentionPolicy policy = log.policy(rule("caller:support-desk", "P3Y"));
    PruningPlan done = log.on("2024-07-11").prune(policy);

    assertThat(done.held()).isEqualTo(20);
    assertThat(done.keptBy()).isEqualTo(Map.of("longer[1]", 20L));
    List<Long> held = LongStream.range(300, 320).boxed().toList();
    assertThat(log.readable()).startsWith(held.toArray(Long[]::new)).hasSize(20 + 902 - 512);
    for (TreeHead tree : List.of(old, log.log.head(), grown())) {
      for (long index : held) {
        assertProved(log.log.entry(index).orElseThrow(), tree);
      }
    }
    assertThat(log.tiles.inclusion(299, 900)).isEqualTo(new Pruned<>(512));
    assertThat(log.log.recompute()).isEqualTo(log.log.head());
  }

  private TreeHead grown() {
    for (int i = 0; i < 18; i++) {
      log.append(4_000, "order-service", 4);
    }
    TreeHead head = log.log.head();
    log.tiles.advance(head.size());
    return head;
  }

  @Test
  void heldEntriesAreFoundByThePlacesThatTheIndexKnows() {
    twoSeasons();
    StoredEntry before = log.log.entry(310).orElseThrow();
    List<EntryPlace> places =
        List.of(log.log.entry(700).orElseThrow().place(), before.place(), place(100), place(312));
    log.on("2024-07-11").prune(log.policy(rule("caller:support-desk", "P3Y")));
    assertThat(log.log.entriesAt(places))
        .extracting(StoredEntry::index)
        .containsExactly(700L, 310L, 312L);
    assertThat(log.log.entriesAt(places).get(1).json()).isEqualTo(before.json());
  }

  private EntryPlace place(long index) {
    return log.log.entry(index).orElseThrow().place();
  }

  @Test
  void aTermThatEndsLetsItsEntriesGoAndAHoldKeepsThem() {
    twoSeasons();
    RetentionPolicy policy = log.policy(rule("caller:support-desk", "P1Y"));
    log.on("2024-07-11").prune(policy);
    log.on("2024-08-01");
    long hold = log.holds.add(log.holds.query("caller:support-desk"), WHY, "dpo", Optional.empty());
    log.append(300, "order-service", 1);

    PruningPlan kept = log.on("2025-01-11").prune(policy);
    assertThat(kept.keptBy()).isEqualTo(Map.of("hold-" + hold, 20L));
    assertThat(kept.released()).isZero();
    assertThat(kept.boundary()).isEqualTo(768);
    assertThat(log.log.entry(310)).isPresent();

    log.holds.release(hold, "dpo");
    PruningPlan gone = log.prune(policy);
    assertThat(gone.released()).isEqualTo(20);
    assertThat(gone.boundary()).isEqualTo(768);
    assertThat(log.log.entry(310)).isEmpty();
    assertThat(log.count("held")).isZero();
    assertThat(log.recorded("audit-prune").getLast().details()).containsEntry("released", "20");
    assertThat(log.log.recompute()).isEqualTo(log.log.head());
  }

  @Test
  void aTermEndsWithItsLastDay() {
    twoSeasons();
    RetentionPolicy policy = log.policy(rule("caller:support-desk", "P1Y"));
    log.on("2024-07-11").prune(policy);
    log.on("2025-01-10").prune(policy);
    assertThat(log.log.entry(310)).isPresent();
    log.on("2025-01-11").prune(policy);
    assertThat(log.log.entry(310)).isEmpty();
  }

  @Test
  void aHoldOnAPersonOutlivesTheirIdAndCoversWhatComesLater() {
    log.on("2024-01-10").append(256, "order-service", 2).append(10, "order-service", 1);
    String query = log.holds.query("subject:u-1 AND kind:access");
    assertThat(query).contains(PrunedLog.ref(1)).doesNotContain("u-1");
    log.holds.add(query, WHY, "dpo", Optional.of(LocalDate.parse("2024-12-31")));
    log.append(300, "order-service", 2)
        .append(10, "order-service", 1)
        .append(300, "order-service", 3);
    PruningPlan done = log.on("2024-12-31").prune(log.policy());
    assertThat(done.boundary()).isEqualTo(768);
    assertThat(done.held()).isEqualTo(20);
    assertThat(log.on("2025-01-01").prune(log.policy()).released()).isEqualTo(20);
  }

  @Test
  void aHoldThatCouldNotBeReadAgainAsItIsKeptIsRefused() {
    String persons = String.join(" OR ", Collections.nCopies(40, "subject:u-1"));
    assertThat(QueryParser.parse(persons, PrunedLog.ZONE)).isInstanceOf(Filter.Any.class);
    assertThatThrownBy(() -> log.holds.query(persons))
        .isInstanceOf(HoldRefused.class)
        .hasMessageContaining("place several holds");
    assertThat(log.holds.query(persons.substring(0, 30 * 15 - 4))).contains(PrunedLog.ref(1));
  }

  @Test
  void aHoldThatCannotBeReadIsNamed() {
    twoSeasons();
    long unread = log.holds.add("caller:(", WHY, "dpo", Optional.empty());
    log.on("2024-07-11");
    assertThatThrownBy(() -> log.pruning.plan(log.policy()))
        .isInstanceOf(PruningRefused.class)
        .hasMessageContaining("hold-" + unread);
    log.holds.release(unread, "dpo");
    assertThat(log.pruning.plan(log.policy()).goes()).isEqualTo(512);
  }

  @Test
  void whatCannotBeReadIsKeptByEveryHold() {
    log.on("2024-01-10").append(255, "order-service", 2);
    log.log
        .append(
            new AuditEntry.Admin(
                Instant.parse("2024-01-10T04:00:00Z"),
                "r",
                "anna",
                "register-apply",
                Phase.DONE,
                Map.of()))
        .join();
    log.append(300, "order-service", 2);
    log.holds.add(log.holds.query("kind:admin"), WHY, "dpo", Optional.empty());
    assertThat(log.on("2024-08-01").prune(log.policy()).held()).isEqualTo(1);
    assertThat(log.log.entry(255)).isPresent();
  }

  @Test
  void aHoldThatIsPlacedWhileTheLogIsLookedThroughIsRespected() {
    twoSeasons();
    AtomicBoolean once = new AtomicBoolean();
    log.whileResolving(() -> {
      if (!once.getAndSet(true)) {
        log.holds.add("caller:support-desk", WHY, "dpo", Optional.empty());
      }
    });
    RetentionPolicy policy = log.policy(rule("category:user.contact AND caller:nobody", "P1Y"));
    assertThat(log.on("2024-07-11").prune(policy).held()).isEqualTo(20);
    assertThat(log.recorded("audit-prune"))
        .extracting(AuditEntry.Admin::phase)
        .containsExactly(Phase.INTENT, Phase.FAILED, Phase.INTENT, Phase.DONE);
  }

  @Test
  void aDryRunSaysTheSameAndChangesNothing() {
    twoSeasons();
    log.holds.add("caller:support-desk", WHY, "dpo", Optional.empty());
    PruningPlan plan = log.on("2024-07-11").pruning.plan(log.policy());
    assertThat(plan.goes()).isEqualTo(492);
    assertThat(log.readable()).hasSize(900);
    assertThat(log.count("held")).isZero();
    assertThat(log.prune(log.policy())).isEqualTo(plan);
  }

  @Test
  void withoutACheckpointOfTheBoundaryNothingGoes() {
    twoSeasons();
    log.published = 500;
    log.on("2024-07-11");
    assertThatThrownBy(() -> log.prune(log.policy()))
        .isInstanceOf(PruningRefused.class)
        .hasMessageContaining("checkpoint has 500 entries");
    assertThat(log.readable()).hasSize(900);
  }

  @Test
  void whileOneNodePrunesTheOthersAreRefused() {
    twoSeasons();
    log.on("2024-07-11");
    try (var _ = new RetentionStore(log.database.jdbi()).turn().orElseThrow()) {
      assertThatThrownBy(() -> log.pruning().prune(log.policy(), log.journal()))
          .isInstanceOf(PruningRefused.class)
          .hasMessageContaining("somebody prunes");
    }
    assertThat(log.prune(log.policy()).boundary()).isEqualTo(512);
  }

  @Test
  void aLogThatWasTamperedWithIsNotPruned() {
    twoSeasons();
    behindItsBack("update audit.batch set entries = set_byte(entries, 5, 0) where first_index = 0");
    log.on("2024-07-11");
    assertThatThrownBy(() -> log.prune(log.policy()))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("changed: the entry at index 0");
    assertThat(log.log.firstKept()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from audit.batch where first_index >= 512",
        "delete from audit.batch",
        "truncate audit.batch",
        "update audit.pruned set boundary = 768",
        "delete from audit.pruned",
        "insert into audit.pruned select 768, boundary, now(), now(), law, article, policy,"
            + " policy_text, root, 0, 900, 0 from audit.pruned",
        "insert into audit.pruned select 640, boundary, now(), committed_before, law, article,"
            + " policy, policy_text, root, 0, 900, 0 from audit.pruned",
        "update audit.held set entry = ''",
        "truncate audit.held",
        "update audit.hold set until_day = '2024-07-01'",
        "delete from audit.hold",
      })
  void theTablesThemselvesRefuseWhatWasNotDeclared(String change) {
    twoSeasons();
    log.holds.add("caller:support-desk", WHY, "dpo", Optional.empty());
    log.on("2024-07-11").prune(log.policy());
    assertThatThrownBy(() -> log.database.jdbi().useHandle(handle -> handle.execute(change)))
        .hasMessageMatching("(?s).*(append-only|is not pruned below|changes only by being).*");
  }

  @Test
  void noClockMakesTheDatabaseForgetWithinHalfAYear() {
    log.on(LocalDate.now(java.time.Clock.systemUTC()).minusMonths(5).toString());
    log.append(600, "order-service", 1);
    log.on("2030-01-01");
    assertThatThrownBy(() -> log.prune(log.policy())).hasMessageContaining("must be kept");
    assertThat(log.log.firstKept()).isZero();
    assertThat(log.recorded("audit-prune"))
        .extracting(AuditEntry.Admin::phase)
        .containsExactly(Phase.INTENT, Phase.FAILED);
  }

  @Test
  void aHeldEntryThatWasChangedIsFound() {
    twoSeasons();
    log.on("2024-07-11").prune(log.policy(rule("caller:support-desk", "P3Y")));
    behindItsBack("update audit.held set entry = set_byte(entry, 3, 65) where entry_index = 305");
    assertThatThrownBy(log.log::recompute).hasMessageContaining("index 305");
  }

  private void behindItsBack(String sql) {
    log.database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(sql);
        });
  }

  private void assertConsistent(TreeHead before, TreeHead after) {
    log.tiles.advance(after.size());
    if (!(log.tiles.consistency(before.size(), after.size())
        instanceof TileRead.Present<ConsistencyProof>(ConsistencyProof proof))) {
      throw new AssertionError("no proof");
    }
    assertThat(proof.proves(before.root(), after.root())).isTrue();
  }

  private void assertProved(StoredEntry entry, TreeHead tree) {
    if (!(log.tiles.inclusion(entry.index(), tree.size())
        instanceof TileRead.Present<InclusionProof>(InclusionProof proof))) {
      throw new AssertionError("no proof of " + entry.index());
    }
    assertThat(proof.proves(new MerkleHash().leaf(entry.leaf()), tree.root())).isTrue();
  }
}
