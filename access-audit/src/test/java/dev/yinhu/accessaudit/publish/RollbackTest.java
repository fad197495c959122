package dev.yinhu.accessaudit.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.publish.RestoreAcceptance.Accepted;
import dev.yinhu.accessaudit.publish.RestoreAcceptance.Pending;
import dev.yinhu.database.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database is turned back behind the service's back, as a restored backup or a hand with all
 * rights does: nothing is signed, over restarts too, until somebody accepts it.
 */
class RollbackTest {
  private static final String SECOND = "/r2-[0-9a-f]{8}";

  private TestDatabase database;
  private Path folder;
  private Path second;

  @BeforeEach
  void create(@TempDir Path temporary) {
    database = TestDatabase.create("audit");
    folder = temporary.resolve("one");
    second = temporary.resolve("two");
  }

  @AfterEach
  void drop() {
    database.close();
  }

  /** Keeps the tables as they are, to be brought back by {@link #restore}. */
  private void backUp() {
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute("drop schema if exists was cascade");
          handle.execute("create schema was");
          handle.execute("create table was.head as table audit.head");
          handle.execute("create table was.batch as table audit.batch");
          handle.execute("create table was.checkpoint as table audit.checkpoint");
          handle.execute("create table was.stated_checkpoint as table audit.stated_checkpoint");
        });
  }

  private void restore() {
    restore("head", "batch", "checkpoint", "stated_checkpoint");
  }

  private void restore(String... tables) {
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          for (String table : tables) {
            replace(handle, table);
          }
        });
  }

  private static void replace(Handle handle, String table) {
    handle.execute("delete from audit." + table);
    handle.execute("insert into audit." + table + " select * from was." + table);
  }

  private static void assertSignsNothing(Node node, String why) {
    assertThat(node.awaitRefusal()).contains(why, "yinhu audit accept-restore");
    assertThatThrownBy(() -> node.publisher().checkpoint())
        .isInstanceOf(CheckpointRefused.class)
        .hasMessageContaining(why);
  }

  /** A log of five entries whose database is brought back to two. */
  private Node turnedBack() {
    Node node = Node.start(database, folder);
    node.append(2);
    node.awaitServed(2);
    backUp();
    node.append(3);
    node.awaitServed(5);
    node.close();
    restore();
    return Node.start(database, folder);
  }

  @Test
  void anOlderDatabaseIsRefusedOverRestartsAndTheLogGoesOn() throws Exception {
    try (Node node = turnedBack()) {
      String kept = Files.readString(node.kept());
      assertSignsNothing(node, "entries were lost");
      assertThat(node.append("more")).isEqualTo(2);
      node.restart();
      assertSignsNothing(node, "the log has 3 entries, but this node");
      assertThat(node.kept()).hasContent(kept);
      assertThat(new CheckpointStore(database.dataSource()).last().orElseThrow().note())
          .contains("\n2\n");
    }
  }

  @Test
  void aLongerLogWithAnotherHistoryIsRefused() {
    try (Node node = turnedBack()) {
      for (int i = 0; i < 10; i++) {
        node.append("other");
      }
      node.restart();
      assertSignsNothing(node, "they were changed");
    }
  }

  @Test
  void aLogOfTheSameSizeWithAnotherHistoryIsRefused() {
    try (Node node = turnedBack()) {
      for (int i = 0; i < 3; i++) {
        node.append("other");
      }
      node.restart();
      assertSignsNothing(node, "they were changed");
    }
  }

  @Test
  void theDatabasesOwnCheckpointIsHeldAgainstTheLogToo() throws Exception {
    try (Node node = Node.start(database, folder)) {
      node.append(2);
      node.awaitServed(2);
      backUp();
      node.append(1);
      node.awaitServed(3);
      node.stopPublishing();
      Files.delete(node.kept());
    }
    restore("head", "batch");
    try (Node node = Node.start(database, folder)) {
      assertSignsNothing(node, "audit.checkpoint states 3");
    }
    restore("checkpoint");
    try (Node node = Node.start(database, folder)) {
      assertSignsNothing(node, "audit.stated_checkpoint states 3");
    }
  }

  @Test
  void aDamagedKeptFileIsRefused() throws Exception {
    try (Node node = Node.start(database, folder)) {
      node.append(2);
      node.awaitServed(2);
      node.stopPublishing();
      String kept = Files.readString(node.kept());
      for (String damaged :
          new String[] {"", kept.replace("\n2\n", "\n1\n"), kept.substring(0, 90), "\u0000"}) {
        Files.writeString(node.kept(), damaged);
        node.restart();
        assertSignsNothing(node, "is damaged or of another log");
        node.stopPublishing();
      }
      Files.write(node.kept(), new byte[] {(byte) 0xff, (byte) 0xfe});
      node.restart();
      assertSignsNothing(node, "cannot be read");
      Files.writeString(node.kept(), kept);
      assertThat(node.awaitServed(2).size()).isEqualTo(2);
      Until.isTrue(() -> node.publisher().state().refusal().isEmpty());
    }
  }

  @Test
  void aPublishedCheckpointThatThisLogDidNotSignIsRefused() {
    try (Node node = Node.start(database, folder)) {
      node.append(2);
      node.awaitServed(2);
      database
          .jdbi()
          .useHandle(handle ->
              handle.execute("update audit.checkpoint set note = replace(note, 'log', 'bog')"));
      assertSignsNothing(node, "audit.checkpoint is damaged or of another log");
    }
  }

  @Test
  void anAcceptedRestoreGoesOnUnderANewNameWithoutARestart() throws Exception {
    try (Node node = turnedBack()) {
      assertSignsNothing(node, "entries were lost");
      String kept = Files.readString(node.kept());
      Pending pending = node.acceptance().pending().orElseThrow();
      assertThat(pending.oldOrigin()).isEqualTo(Node.NAME);
      assertThat(pending.oldSize()).isEqualTo(5);
      assertThat(pending.newName().generation()).isEqualTo(2);
      node.append("intent");
      Accepted accepted = node.acceptance().accept(pending);

      assertThat(accepted.checkpoint().origin())
          .isEqualTo(pending.newName().origin())
          .matches(Node.NAME + SECOND);
      assertThat(accepted.evidence().orElseThrow().toString())
          .endsWith("checkpoint.before-" + pending.newName().suffix());
      assertThat(accepted.checkpoint().size()).isEqualTo(3);
      assertThat(accepted.evidence().orElseThrow()).hasContent(kept);
      Until.isTrue(() -> node.publisher().state().refusal().isEmpty());
      node.append("more");
      Checkpoint served = node.awaitServed(4);
      assertThat(served.origin()).isEqualTo(accepted.checkpoint().origin());
      assertThat(node.publisher().keys().getFirst()).isEqualTo(accepted.key());
      assertThat(node.acceptance().pending()).isEmpty();
      node.restart();
      assertThat(node.served().origin()).isEqualTo(accepted.checkpoint().origin());
    }
  }

  @Test
  void whatOneNodeRefusesAllDoAndTheAcceptanceIsTakenOver() throws Exception {
    try (Node node = turnedBack();
        Node other = Node.start(database, second)) {
      assertSignsNothing(node, "entries were lost");
      assertSignsNothing(other, "audit.stated_checkpoint states 5");
      node.acceptance().accept(node.acceptance().pending().orElseThrow());
      Until.isTrue(() -> other.publisher().state().refusal().isEmpty());
      other.awaitServed(2);
      assertThat(other.suffix()).matches(SECOND).isEqualTo(node.suffix());
    }
  }

  @Test
  void aNodeThatTakesAnAcceptanceOverKeepsItsOwnEvidence() {
    try (Node node = turnedBack()) {
      assertSignsNothing(node, "entries were lost");
      try (Node other = Node.start(database, second)) {
        Files.createDirectories(second);
        Files.copy(node.kept(), other.kept());
        node.acceptance().accept(node.acceptance().pending().orElseThrow());
        Until.isTrue(() -> Files.exists(second.resolve("checkpoint.r1.5")));
        assertThat(second.resolve("checkpoint.r1.5")).content().contains("\n5\n");
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aDatabaseFromBeforeAnAcceptanceIsRefusedAndAcceptedUnderAThirdName() {
    try (Node node = turnedBack()) {
      assertSignsNothing(node, "entries were lost");
      node.acceptance().accept(node.acceptance().pending().orElseThrow());
      node.append(4);
      node.awaitServed(6);
      node.stopPublishing();
    }
    restore();
    try (Node node = Node.start(database, folder)) {
      assertSignsNothing(node, "entries were lost");
      Pending pending = node.acceptance().pending().orElseThrow();
      assertThat(pending.oldOrigin()).matches(Node.NAME + SECOND);
      node.acceptance().accept(pending);
      Until.isTrue(() -> node.publisher().state().refusal().isEmpty());
      assertThat(node.suffix()).matches("/r3-[0-9a-f]{8}");
    }
  }

  @Test
  void aRestoredDirectoryIsRefusedUntilItIsAccepted() throws Exception {
    try (Node node = Node.start(database, folder)) {
      node.append(1);
      node.awaitServed(1);
      assertThat(node.acceptance().pending()).isEmpty();
      RestoreMark.leave(folder, "2026-05-31T22:00:00Z");
      assertSignsNothing(node, "restored from the backup of 2026-05-31T22:00:00Z");
      node.restart();
      assertSignsNothing(node, "restored from the backup of 2026-05-31T22:00:00Z");
      node.acceptance().accept(node.acceptance().pending().orElseThrow());
      Until.isTrue(() -> node.publisher().state().refusal().isEmpty());
      assertThat(node.suffix()).matches(SECOND);
    }
  }

  @Test
  void anAcceptanceThatWasBrokenOffIsRefusedOrWholeNeverTheOldNameAgain() throws Exception {
    try (Node node = turnedBack()) {
      assertSignsNothing(node, "entries were lost");
      node.stopPublishing();
      node.acceptance().accept(node.acceptance().pending().orElseThrow());
      // The file was replaced, the row was not written.
      database
          .jdbi()
          .useHandle(handle -> {
            handle.execute("delete from audit.checkpoint where generation = 2");
            handle.execute("update audit.stated_checkpoint set generation = 1");
          });
      node.restart();
      assertThat(node.awaitServed(2).origin()).matches(Node.NAME + SECOND);
    }
  }

  /** One machine is lost, and its backup is brought back once more on another: same key, same B. */
  @Test
  void twoRestoresOfOneBackupNeverSignUnderOneName() throws Exception {
    String first;
    try (Node node = Node.start(database, folder)) {
      node.append(2);
      node.awaitServed(2);
      backUp();
    }
    RestoreMark.leave(folder, "2026-05-31T22:00:00Z");
    try (Node node = Node.start(database, folder)) {
      node.acceptance().accept(node.acceptance().pending().orElseThrow());
      node.append("one history");
      node.awaitServed(3);
      first = node.served().origin();
    }
    restore();
    RestoreMark.leave(second, "2026-05-31T22:00:00Z");
    try (Node node = Node.start(database, second)) {
      assertSignsNothing(node, "restored from the backup of 2026-05-31T22:00:00Z");
      node.acceptance().accept(node.acceptance().pending().orElseThrow());
      node.append("another history");
      assertThat(node.awaitServed(3).origin()).matches(Node.NAME + SECOND).isNotEqualTo(first);
    }
  }

  /** The second acceptance was on a node that knew nothing of the first. */
  @Test
  void ofTwoNamesOfOneNumberTheSecondIsRefusedUntilItIsAccepted() throws Exception {
    Node one = turnedBack();
    one.acceptance().accept(one.acceptance().pending().orElseThrow());
    Until.isTrue(() -> one.publisher().state().refusal().isEmpty());
    assertThat(one.awaitServed(2).origin()).matches(Node.NAME + SECOND);
    one.close();
    restore();
    RestoreMark.leave(second, "2026-05-31T22:00:00Z");
    try (Node two = Node.start(database, second)) {
      two.acceptance().accept(two.acceptance().pending().orElseThrow());
      two.append(3);
      two.awaitServed(5);
      try (Node again = Node.start(database, folder)) {
        assertSignsNothing(again, "two restores were accepted");
        assertThat(two.awaitServed(5).origin()).matches(Node.NAME + SECOND);
        again.acceptance().accept(again.acceptance().pending().orElseThrow());
        Until.isTrue(() -> again.publisher().state().refusal().isEmpty());
        assertThat(again.suffix()).matches("/r3-[0-9a-f]{8}");
        Until.isTrue(() -> two.suffix().equals(again.suffix()));
      }
    }
  }

  @Test
  void aNodeWithTheWrongHistoryDoesNotStopTheOthersHoweverLongItsOwnIs() throws Exception {
    Node one = turnedBack();
    one.acceptance().accept(one.acceptance().pending().orElseThrow());
    Until.isTrue(() -> one.publisher().state().refusal().isEmpty());
    one.append(8);
    one.awaitServed(10);
    one.close();
    restore();
    RestoreMark.leave(second, "2026-05-31T22:00:00Z");
    try (Node two = Node.start(database, second)) {
      two.acceptance().accept(two.acceptance().pending().orElseThrow());
      two.append(3);
      two.awaitServed(5);
      try (Node stale = Node.start(database, folder)) {
        Until.isTrue(() -> stale.publisher().state().refusal().isPresent());
        two.append(1);
        two.awaitServed(6);
        assertThat(two.publisher().state().refusal()).isEmpty();
      }
    }
  }

  /** Given before names had a random part; they stay as they are, and so do the keys. */
  @Test
  void aLogThatWasRenamedEarlierKeepsItsName() throws Exception {
    String old = Node.NAME + "/r2";
    try (Node node = Node.start(database, folder)) {
      node.append(2);
      node.stopPublishing();
      String note = node.signers().sign(old, node.log().head());
      Files.writeString(node.kept(), note);
      database
          .jdbi()
          .useHandle(handle -> {
            handle.execute("delete from audit.checkpoint");
            handle.execute("insert into audit.checkpoint values (2, 2, ?, now())", note);
            handle.execute(
                "update audit.stated_checkpoint set generation = 2, size = 2, note = ?", note);
          });
      node.restart();
      assertThat(node.awaitServed(2).origin()).isEqualTo(old);
      node.append(1);
      assertThat(node.awaitServed(3).origin()).isEqualTo(old);
    }
  }

  /** Nothing was restored, so nothing asks for a new name. */
  @Test
  void aNodeThatWasAwayWhileTheLogWasPrunedIsToldToTakeOverWhatWasPublished() throws Exception {
    try (Node away = Node.start(database, second)) {
      away.append(100);
      away.awaitServed(100);
    }
    try (Node node = Node.start(database, folder)) {
      node.append(500);
      node.awaitServed(600);
      database
          .jdbi()
          .useTransaction(handle -> {
            handle.execute("set local session_replication_role = replica");
            handle.execute(
                "insert into audit.pruned values"
                    + " (512, 0, now(), now(), 'law', '1', '', '', '', 0, 600, 0)");
          });
      try (Node away = Node.start(database, second)) {
        assertThat(away.awaitRefusal())
            .contains("entries below index 512", "published checkpoint", "600", "put its file")
            .doesNotContain("accept-restore");
        assertThat(node.publisher().state().refusal()).isEmpty();
        Files.move(away.kept(), second.resolve("checkpoint.away"));
        Until.isTrue(() -> away.publisher().state().refusal().isEmpty());
        assertThat(away.awaitServed(600).origin()).isEqualTo(Node.NAME);
        assertThat(away.kept()).exists();
      }
    }
  }

  private Node turnedBackTo300(String alsoDone) {
    try (Node node = Node.start(database, folder)) {
      node.append(300);
      node.awaitServed(300);
      backUp();
      node.append(50);
      node.awaitServed(350);
    }
    restore();
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(alsoDone);
        });
    return Node.start(database, folder);
  }

  @Test
  void aRestoredDatabaseThatLacksNodesHasThemAgainWhenItIsAccepted() {
    try (Node node = turnedBackTo300("delete from audit.node")) {
      assertSignsNothing(node, "entries were lost");
      node.acceptance().accept(node.acceptance().pending().orElseThrow());
      Until.isTrue(() -> node.publisher().state().refusal().isEmpty());
      node.append(300);
      assertThat(node.awaitServed(600).origin()).matches(Node.NAME + SECOND);
      long nodes =
          database
              .jdbi()
              .withHandle(handle ->
                  handle.createQuery("select count(*) from audit.node").mapTo(Long.class).one());
      assertThat(nodes).isEqualTo(2);
    }
  }

  @Test
  void nodesOfAnotherTreeAreToldBeforeAnythingIsAccepted() throws Exception {
    try (Node node = turnedBackTo300("update audit.node set hash = set_byte(hash, 0, 0)")) {
      assertSignsNothing(node, "entries were lost");
      String kept = Files.readString(node.kept());
      Pending pending = node.acceptance().pending().orElseThrow();
      assertThatThrownBy(() -> node.acceptance().accept(pending))
          .isInstanceOf(AuditException.class)
          .hasMessageContaining("audit.node is not of the log");
      assertThat(node.kept()).hasContent(kept);
    }
  }
}
