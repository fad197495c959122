package dev.yinhu.accessaudit.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
      Node.await(() -> node.publisher().state().refusal().isEmpty());
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
      assertThat(pending.newGeneration()).isEqualTo(2);
      node.append("intent");
      Accepted accepted = node.acceptance().accept(pending);

      assertThat(accepted.checkpoint().origin()).isEqualTo(Node.NAME + "/r2");
      assertThat(accepted.checkpoint().size()).isEqualTo(3);
      assertThat(accepted.evidence().orElseThrow()).hasContent(kept);
      Node.await(() -> node.publisher().state().refusal().isEmpty());
      node.append("more");
      Checkpoint served = node.awaitServed(4);
      assertThat(served.origin()).isEqualTo(Node.NAME + "/r2");
      assertThat(node.publisher().keys().getFirst()).isEqualTo(accepted.key());
      assertThat(node.acceptance().pending()).isEmpty();
      node.restart();
      assertThat(node.served().origin()).isEqualTo(Node.NAME + "/r2");
    }
  }

  @Test
  void whatOneNodeRefusesAllDoAndTheAcceptanceIsTakenOver() throws Exception {
    try (Node node = turnedBack();
        Node other = Node.start(database, second)) {
      assertSignsNothing(node, "entries were lost");
      assertSignsNothing(other, "audit.stated_checkpoint states 5");
      node.acceptance().accept(node.acceptance().pending().orElseThrow());
      Node.await(() -> other.publisher().state().refusal().isEmpty());
      other.awaitServed(2);
      assertThat(other.served().origin()).isEqualTo(Node.NAME + "/r2");
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
        Node.await(() -> Files.exists(second.resolve("checkpoint.r1.5")));
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
      assertThat(pending.oldOrigin()).isEqualTo(Node.NAME + "/r2");
      node.acceptance().accept(pending);
      Node.await(() -> node.publisher().state().refusal().isEmpty());
      assertThat(node.served().origin()).isEqualTo(Node.NAME + "/r3");
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
      Node.await(() -> node.publisher().state().refusal().isEmpty());
      assertThat(node.served().origin()).isEqualTo(Node.NAME + "/r2");
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
      assertThat(node.awaitServed(2).origin()).isEqualTo(Node.NAME + "/r2");
    }
  }
}
