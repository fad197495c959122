package dev.yinhu.accessaudit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditEntry.Phase;
import dev.yinhu.accessaudit.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that the database accepts from whoever may write to it, but that the log does not declare:
 * the service neither deletes nor says anything because of them.
 */
class ForgedPruningTest {
  private static final Reason WHY = new Reason("investigation of the leak");
  private static final String PRUNED =
      "insert into audit.pruned select 768, 512, now(), '2024-07-01', law, article, policy,"
          + " policy_text, root, 0, 900, %s from audit.pruned";

  private final PrunedLog log = new PrunedLog();

  @AfterEach
  void close() {
    log.close();
  }

  /** Two prunings' worth of entries; the first is done, and a hold wants the 20 of the second. */
  private void prunedOnceWithAHold() {
    log.on("2024-01-10").append(300, "order-service", 1).append(20, "support-desk", 2);
    log.append(280, "order-service", 3);
    log.on("2024-06-01").append(100, "order-service", 1).append(20, "support-desk", 2);
    log.append(180, "order-service", 1);
    log.on("2024-07-11");
    log.holds.add(log.holds.query("caller:support-desk"), WHY, "dpo", Optional.empty());
    log.prune(log.policy());
    assertThat(log.count("held")).isEqualTo(20);
    log.on("2024-07-12").tiles.advance(768);
  }

  private void as(String... changes) {
    log.database.jdbi().useTransaction(handle -> List.of(changes).forEach(handle::execute));
  }

  private void assertRefused(String why) {
    List<Long> readable = log.readable();
    long batches = log.count("batch");
    long held = log.count("held");
    assertThatThrownBy(() -> log.prune(log.policy()))
        .isInstanceOf(PruningRefused.class)
        .hasMessageContaining(why)
        .hasMessageContaining("behind the service's back");
    assertThatThrownBy(log::pruneUnattended).isInstanceOf(PruningRefused.class);
    assertThat(log.readable()).isEqualTo(readable);
    assertThat(log.count("batch")).isEqualTo(batches);
    assertThat(log.count("held")).isEqualTo(held);
  }

  /** Any entry, one before the boundary, the intent of the last pruning, one that is not there. */
  @ParameterizedTest
  @ValueSource(strings = {"700", "0", "-1", "900", "901", "5000"})
  void aBoundaryThatTheLogDoesNotDeclareIsNotPrunedTo(String intent) {
    prunedOnceWithAHold();
    as(PRUNED.formatted(intent));
    assertRefused("does not declare it");
  }

  /** The statements of docs/audit.md, When the tables are not what the log says. */
  @Test
  void whatABoundaryHidWithoutDeclarationComesBackWithoutIt() {
    prunedOnceWithAHold();
    List<Long> readable = log.readable();
    as(PRUNED.formatted("900"));
    assertThat(log.readable()).isNotEqualTo(readable);
    assertRefused("does not declare it");
    as(
        "alter table audit.pruned disable trigger append_only",
        "delete from audit.pruning_done where boundary = 768",
        "delete from audit.pruned where boundary = 768",
        "alter table audit.pruned enable trigger append_only");
    assertThat(log.readable()).isEqualTo(readable);
    assertThat(log.prune(log.policy()).boundary()).isEqualTo(512);
  }

  @Test
  void norWhenItIsRecordedAsFinished() {
    prunedOnceWithAHold();
    as(PRUNED.formatted("900"), "insert into audit.pruning_done values (768, now())");
    assertRefused("does not declare it");
  }

  @Test
  void norByADeclarationWithOtherNumbersOrOneThatFailed() {
    prunedOnceWithAHold();
    String root =
        log.database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select encode(root, 'hex') from audit.pruned")
                    .mapTo(String.class)
                    .one());
    Map<String, String> told =
        new TreeMap<>(Map.of("from", "512", "below", "768", "held", "20", "root", root));
    long otherNumber = log.journal().append(Phase.INTENT, told);
    told.put("held", "0");
    long failed = log.journal().append(Phase.INTENT, told);
    told.put("intent", Long.toString(failed));
    log.journal().append(Phase.FAILED, told);
    as(PRUNED.formatted(failed));
    assertRefused("the log says otherwise");
    as(
        "set local session_replication_role = replica",
        "update audit.pruned set intent = " + otherNumber + " where boundary = 768");
    assertRefused("does not declare it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"700", "900", "901"})
  void copiesThatTheLogDoesNotLetGoAreNotToldAsLetGo(String intent) {
    prunedOnceWithAHold();
    as(
        "insert into audit.release (intent, boundary, entries, holds) values (%s, 512, 20, '{1}')"
            .formatted(intent),
        "delete from audit.held");
    assertRefused("does not declare it");
    as("insert into audit.release_done select intent from audit.release");
    assertRefused("does not declare it");
  }

  @Test
  void asManyCopiesButOfOtherEntriesAreNoticed() {
    prunedOnceWithAHold();
    as(
        "set local session_replication_role = replica",
        "update audit.held set entry_index = 10 where entry_index = 310");
    assertThatThrownBy(() -> log.prune(log.policy()))
        .isInstanceOf(PruningRefused.class)
        .hasMessageContaining("but not the same");
  }

  @Test
  void copiesAndTheirNumberThatGoTogetherAreNoticedByWhatTheLogSays() {
    prunedOnceWithAHold();
    as(
        "set local session_replication_role = replica",
        "update audit.pruned set held = 0",
        "delete from audit.held");
    assertThatThrownBy(() -> log.prune(log.policy()))
        .isInstanceOf(PruningRefused.class)
        .hasMessageContaining("does not declare it");
  }
}
