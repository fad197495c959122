package dev.yinhu.accessaudit.retention;

import static dev.yinhu.accessaudit.retention.PrunedLog.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.log.StoredEntry;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.InclusionProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.tile.TileRead;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept below the boundary: how it may go, what is said of it, what proves it. */
class HeldCopiesTest {
  private static final Reason WHY = new Reason("investigation of the leak");

  private final PrunedLog log = new PrunedLog();

  @AfterEach
  void close() {
    log.close();
  }

  private void twoSeasons() {
    log.on("2024-01-10").append(300, "order-service", 1).append(20, "support-desk", 2);
    log.append(280, "order-service", 3);
    log.on("2024-06-01").append(300, "order-service", 1);
    log.on("2024-07-11");
  }

  private long hold(String query) {
    return log.holds.add(log.holds.query(query), WHY, "dpo", Optional.empty());
  }

  private AuditEntry.Admin lastSaid() {
    return log.recorded("audit-prune").getLast();
  }

  @Test
  void theOutcomeSaysHowManyAreHeldAndHowManyWereLetGo() {
    twoSeasons();
    RetentionPolicy policy = log.policy(rule("caller:support-desk", "P1Y"));
    log.prune(policy);
    List<StoredEntry> entries = new ArrayList<>();
    log.log.forEach(900, entries::add);
    assertThat(lastSaid().phase()).isEqualTo(Phase.DONE);
    assertThat(lastSaid().details())
        .containsEntry("intent", Long.toString(entries.getFirst().index()))
        .containsEntry("held", "20")
        .containsEntry("released", "0")
        .containsEntry("held-total", "20")
        .containsEntry("age-by", "clock");
    log.on("2025-02-01").append(1, "order-service", 1).prune(policy);
    assertThat(lastSaid().details())
        .containsEntry("below", "768")
        .containsEntry("held", "0")
        .containsEntry("released", "20")
        .containsEntry("held-total", "0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from audit.held where entry_index = 300",
        "insert into audit.release (intent, boundary, entries, holds) values (900, 512, 20, '{}');"
            + "delete from audit.held",
        "insert into audit.release (intent, boundary, entries, holds) values (900, 512, 1, '{1}');"
            + "delete from audit.held",
        "insert into audit.release (intent, boundary, entries, holds) values (1, 512, 20, '{1}')",
        "insert into audit.release (intent, boundary, entries, holds) values (999, 512, 20,'{1}')",
        "insert into audit.held select 10, committed_at, entry, leaf_hash, siblings from audit.held"
            + " limit 1",
      })
  void whileAHoldIsInForceItsCopiesDoNotGoBehindTheLogsBack(String change) {
    twoSeasons();
    hold("caller:support-desk");
    log.prune(log.policy());
    assertThat(log.count("held")).isEqualTo(20);
    assertThatThrownBy(() ->
            log.database
                .jdbi()
                .useTransaction(handle -> List.of(change.split(";")).forEach(handle::execute)))
        .hasMessageMatching("(?s).*(as a pruning declares|are let go|is no copy).*");
    assertThat(log.count("held")).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"update audit.release set entries = 0", "delete from audit.release"})
  void whatWasLetGoStaysRecorded(String change) {
    twoSeasons();
    long hold = hold("caller:support-desk");
    log.prune(log.policy());
    log.holds.release(hold, "dpo");
    assertThat(log.prune(log.policy()).released()).isEqualTo(20);
    assertThat(log.count("release")).isOne();
    assertThatThrownBy(() -> log.database.jdbi().useHandle(handle -> handle.execute(change)))
        .hasMessageContaining("append-only");
  }

  @Test
  void whatWasLetGoJustBeforeACrashIsToldByTheNextPruning() {
    twoSeasons();
    RetentionPolicy policy = log.policy(rule("caller:support-desk", "P1Y"));
    log.prune(policy);
    long intent =
        log.journal().append(Phase.INTENT, Map.of("from", "512", "below", "512", "released", "5"));
    log.on("2025-02-01");
    log.database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute(
              "insert into audit.release (intent, boundary, entries, holds)"
                  + " values (?, 512, 5, '{}')",
              intent);
          handle.execute("delete from audit.held where entry_index < 305");
        });
    assertThat(log.prune(policy).released()).isEqualTo(15);
    List<AuditEntry.Admin> said = log.recorded("audit-prune");
    assertThat(said.get(3).details())
        .containsEntry("resumed", "true")
        .containsEntry("intent", Long.toString(intent))
        .containsEntry("released", "5")
        .containsEntry("held-total", "15");
    assertThat(lastSaid().details()).containsEntry("held-total", "0");
    log.prune(policy);
    assertThat(log.recorded("audit-prune")).hasSameSizeAs(said);
  }

  /** The database counts days by its own clock. */
  @Test
  void copiesThatTheDatabaseDoesNotLetGoAreStatedAsFailed() {
    log.on("2024-01-10").append(300, "order-service", 1).append(20, "support-desk", 2);
    log.append(280, "order-service", 3);
    log.on("2024-07-11");
    log.holds.add("caller:support-desk", WHY, "dpo", Optional.of(LocalDate.parse("2199-12-31")));
    log.prune(log.policy());
    log.on("2200-01-01");
    for (int day = 0; day < 2; day++) {
      long intent = log.log.head().size();
      assertThatThrownBy(() -> log.prune(log.policy())).hasMessageContaining("was not asked");
      assertThat(lastSaid().phase()).isEqualTo(Phase.FAILED);
      assertThat(lastSaid().details()).containsEntry("intent", Long.toString(intent));
    }
    assertThat(log.count("held")).isEqualTo(20);
  }

  @Test
  void copiesThatWereTakenAwayKeepTheNextPruningFromSayingThatAllIsWell() {
    twoSeasons();
    hold("caller:support-desk");
    log.prune(log.policy());
    log.database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute("delete from audit.held where entry_index = 305");
        });
    assertThatThrownBy(() -> log.prune(log.policy()))
        .isInstanceOf(PruningRefused.class)
        .hasMessageContaining("19 entries below the boundary, but 20 were kept");
  }

  /** The statements of docs/audit.md, When the tables are not what the log says. */
  @Test
  void copiesThatWereTakenAwayCanBeBroughtBackFromABackup() {
    twoSeasons();
    hold("caller:support-desk");
    log.prune(log.policy());
    log.database
        .jdbi()
        .useHandle(handle -> handle.execute("create table brought as select * from audit.held"));
    transaction("set local session_replication_role = replica", "delete from audit.held");
    assertThatThrownBy(() -> log.prune(log.policy())).isInstanceOf(PruningRefused.class);
    transaction(
        "lock table audit.held in share row exclusive mode",
        "alter table audit.held disable trigger above_only",
        "insert into audit.held select * from brought on conflict (entry_index) do nothing",
        "alter table audit.held enable trigger above_only");
    assertThat(log.prune(log.policy()).goes()).isZero();
    assertThat(log.log.recompute()).isEqualTo(log.log.head());
  }

  private void transaction(String... statements) {
    log.database.jdbi().useTransaction(handle -> List.of(statements).forEach(handle::execute));
  }

  @Test
  void contentGoesBeforeALongerTermOnlyWhenThePolicyDeclaresItAndTheRestStaysAsProvableCopies() {
    twoSeasons();
    RetentionPolicy policy = log.policy(rule("caller:support-desk", "P3Y"));
    PruningPlan done = log.prune(policy);
    assertThat(done.goes()).isEqualTo(492);
    assertThat(log.readable().stream().filter(index -> index < 512))
        .containsExactlyElementsOf(LongStream.range(300, 320).boxed().toList());
    assertThat(log.log.recompute()).isEqualTo(log.log.head());
  }

  @Test
  void aCopyIsProvedToTreesThatHaveItsWholeTileAndHardlyToSmallerOnes() {
    twoSeasons();
    List<StoredEntry> all = new ArrayList<>();
    log.log.forEach(0, all::add);
    log.prune(log.policy(rule("caller:support-desk", "P3Y")));
    log.tiles.advance(900);
    StoredEntry copy = log.log.entry(310).orElseThrow();
    for (long size : List.of(512L, 513L, 700L, 900L)) {
      assertThat(proved(copy, size, root(all, size))).as("tree of %d", size).isTrue();
    }
    for (long size : List.of(400L, 511L)) {
      assertThat(log.tiles.inclusion(310, size)).isInstanceOf(TileRead.Pruned.class);
    }
  }

  private static byte[] root(List<StoredEntry> entries, long size) {
    CompactRange range = CompactRange.empty();
    entries.subList(0, (int) size).forEach(entry -> range.append(entry.leafHash()));
    return range.root();
  }

  private boolean proved(StoredEntry entry, long size, byte[] root) {
    return log.tiles.inclusion(entry.index(), size)
            instanceof TileRead.Present<InclusionProof>(InclusionProof proof)
        && proof.proves(new MerkleHash().leaf(entry.leaf()), root);
  }

  @Test
  void aBatchOnBothSidesOfTheBoundaryStaysAndShowsOnlyWhatIsAboveIt() {
    log.on("2024-01-10");
    try (Handle lock = log.database.jdbi().open()) {
      lock.begin();
      lock.execute("select * from audit.head for update");
      log.appendLater(600, "order-service", 1);
      lock.rollback();
    }
    log.append(1, "order-service", 1);
    log.on("2024-07-11").prune(log.policy());
    assertThat(log.log.firstKept()).isEqualTo(512);
    long first =
        log.database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select min(first_index) from audit.batch")
                    .mapTo(Long.class)
                    .one());
    assertThat(first).isLessThan(512);
    assertThat(log.log.entry(511)).isEmpty();
    assertThat(log.readable()).startsWith(512L, 513L);
    assertThat(log.log.recompute()).isEqualTo(log.log.head());
    assertThat(log.append(300, "order-service", 1).on("2025-02-01").prune(log.policy()).boundary())
        .isEqualTo(768);
    assertThat(log.log.recompute()).isEqualTo(log.log.head());
  }
}
