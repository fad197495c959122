package dev.yinhu.accessaudit.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.note.KeyType;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.database.testing.SmallDisk;
import dev.yinhu.database.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published, when, and that it is kept before it is served. */
class CheckpointPublisherTest {
  private TestDatabase database;
  private Path folder;

  @BeforeEach
  void create(@TempDir Path temporary) {
    database = TestDatabase.create("audit");
    folder = temporary.resolve("audit");
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private static String signed(String note) {
    return note.substring(0, note.indexOf("\n\n") + 2);
  }

  @Test
  void anEmptyLogStatesThatItIsEmpty() {
    try (Node node = Node.start(database, folder)) {
      assertThat(node.served().text())
          .isEqualTo(Node.NAME + "\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    }
  }

  @Test
  void whatGrewIsStatedKeptAndStored() throws Exception {
    try (Node node = Node.start(database, folder)) {
      node.append(3);
      Checkpoint served = node.awaitServed(3);
      assertThat(served.head()).isEqualTo(node.log().head());
      assertThat(Files.readString(node.kept())).isEqualTo(node.publisher().checkpoint());
      assertThat(new CheckpointStore(database.dataSource()).last().orElseThrow().note())
          .isEqualTo(node.publisher().checkpoint());
      assertThat(node.publisher().state().refusal()).isEmpty();
      assertThat(node.publisher().state().delay()).isEmpty();
      assertThat(node.publisher().keys()).extracting(NoteKey::name).containsExactly(Node.NAME);
    }
  }

  @Test
  void whoWaitsForACheckpointHasItBeforeTheIntervalIsOver() throws Exception {
    try (Node node = Node.hourly(database, folder, Cosigning.NONE)) {
      for (int size = 1; size <= 3; size++) {
        long entry = node.append("entry");
        node.publisher().await(entry, Duration.ofSeconds(30));
        assertThat(node.served().size()).isEqualTo(size);
      }
      node.append(1);
      assertThat(node.served().size()).isEqualTo(3);
    }
  }

  @Test
  void witnessesAreNotAskedMoreOftenThanOnceAnIntervalWhoeverWaits() throws Exception {
    Cosigning willing = (_, _) -> new Cosigning.Cosigned("", true, "");
    try (Node node = Node.hourly(database, folder, willing)) {
      long entry = node.append("entry");
      node.publisher().await(entry, Duration.ofMillis(500));
      assertThat(node.served().size()).isZero();
    }
  }

  @Test
  void theSameTreeIsStatedInTheSameBytesAfterARestart() {
    try (Node node = Node.start(database, folder)) {
      node.append(2);
      node.awaitServed(2);
      String before = node.publisher().checkpoint();
      node.restart();
      assertThat(node.publisher().checkpoint()).isEqualTo(before);
    }
  }

  @Test
  void aSecondLineIsSignedWithMlDsa() {
    try (Node node = Node.withMlDsa(database, folder)) {
      node.append(1);
      node.awaitServed(1);
      SignedNote note = SignedNote.parse(node.publisher().checkpoint());
      assertThat(note.signatures()).isEqualTo(2);
      assertThat(note.verify(node.publisher().keys()).keys())
          .extracting(NoteKey::type)
          .containsExactly(KeyType.ED25519, KeyType.ML_DSA_44_COSIGNATURE);
    }
  }

  @Test
  void withoutAQuorumOfWitnessesNothingNewIsPublishedAndTheLogGoesOn() {
    AtomicReference<Cosigning.Cosigned> answer =
        new AtomicReference<>(new Cosigning.Cosigned("", true, ""));
    try (Node node = Node.start(database, folder, (_, _) -> answer.get())) {
      answer.set(new Cosigning.Cosigned("", false, "w1 does not answer"));
      node.append(2);
      Until.isTrue(() -> node.publisher().state().delay().isPresent());
      assertThat(node.served().size()).isZero();
      assertThat(node.publisher().state().delay().orElseThrow()).contains("w1 does not answer");
      assertThat(node.publisher().lag()).isEqualTo(2);
      node.append(1);

      answer.set(new Cosigning.Cosigned("\u2014 w1.example AAAAAAAA\n", true, ""));
      assertThat(node.awaitServed(3).size()).isEqualTo(3);
      assertThat(node.publisher().checkpoint()).endsWith("\u2014 w1.example AAAAAAAA\n");
      Until.isTrue(() -> node.publisher().state().delay().isEmpty());
    }
  }

  @Test
  void whatWitnessesSeeIsKeptBefore() throws Exception {
    AtomicReference<String> kept = new AtomicReference<>("");
    Cosigning looking =
        (_, note) -> {
          try {
            kept.set(Files.readString(folder.resolve("checkpoint")));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          assertThat(kept.get()).isEqualTo(note);
          return new Cosigning.Cosigned("", false, "nobody");
        };
    try (Node node = Node.start(database, folder, looking)) {
      Until.isTrue(() -> !kept.get().isEmpty());
      assertThatThrownBy(() -> node.publisher().checkpoint())
          .isInstanceOf(CheckpointRefused.class)
          .hasMessageContaining("too few witnesses");
    }
  }

  /** A directory stands where the draft would be written: as bad as a full disk. */
  @Test
  void whatCannotBeKeptIsNotServed() throws Exception {
    try (Node node = Node.start(database, folder)) {
      node.append(1);
      node.awaitServed(1);
      Path obstacle = folder.resolve("checkpoint.new");
      Files.createDirectories(obstacle.resolve("inside"));
      node.append(1);
      Until.isTrue(() -> node.publisher().state().delay().isPresent());
      assertThat(node.served().size()).isEqualTo(1);
      assertThat(new CheckpointStore(database.dataSource()).last().orElseThrow().note())
          .contains("\n1\n");
      assertThat(signed(Files.readString(node.kept()))).contains("\n1\n");

      Files.delete(obstacle.resolve("inside"));
      Files.delete(obstacle);
      assertThat(node.awaitServed(2).size()).isEqualTo(2);
    }
  }

  @Test
  void onAFullDiskNothingNewIsServedUntilThereIsRoom(@TempDir Path place) throws Exception {
    try (SmallDisk disk = SmallDisk.mount(place.resolve("small"), "size=1m")) {
      Path there = disk.path().resolve("audit");
      try (Node node = Node.start(database, there)) {
        node.append(1);
        node.awaitServed(1);
        disk.fill();
        node.append(1);
        Until.isTrue(() -> node.publisher().state().delay().isPresent());
        assertThat(node.publisher().state().delay().orElseThrow())
            .contains("could not be kept on disk")
            .doesNotContain(disk.path().toString());
        assertThat(node.served().size()).isEqualTo(1);
        assertThat(signed(Files.readString(node.kept()))).contains("\n1\n");
        assertThat(new CheckpointStore(database.dataSource()).stated().orElseThrow())
            .as("nothing that is not kept is told to anybody")
            .contains("\n1\n");
        disk.free();
        assertThat(node.awaitServed(2).size()).isEqualTo(2);
        assertThat(signed(Files.readString(node.kept()))).contains("\n2\n");
      }
    }
  }

  @Test
  void aFolderThatCannotBeMadeWithholdsTheFirstCheckpoint() throws Exception {
    Files.writeString(folder, "in the way");
    try (Node node = Node.start(database, folder)) {
      assertThatThrownBy(() -> node.publisher().checkpoint()).isInstanceOf(CheckpointRefused.class);
      assertThat(node.append("more")).isZero();
      Files.delete(folder);
      assertThat(node.awaitServed(1).size()).isEqualTo(1);
    }
  }

  @Test
  void withoutTheKeptFileTheDatabaseIsTheReference() throws Exception {
    try (Node node = Node.start(database, folder)) {
      node.append(2);
      node.awaitServed(2);
      String note = node.publisher().checkpoint();
      node.stopPublishing();
      Files.delete(node.kept());
      node.restart();
      assertThat(node.publisher().checkpoint()).isEqualTo(note);
      assertThat(node.kept()).hasContent(note);
    }
  }

  @Test
  void whileTheDatabaseIsAwayTheLastCheckpointIsServed() {
    try (Node node = Node.start(database, folder)) {
      node.append(2);
      node.awaitServed(2);
      database.jdbi().useHandle(h -> h.execute("alter table audit.checkpoint rename to gone"));
      Until.isTrue(() -> node.publisher().state().delay().isPresent());
      assertThat(node.served().size()).isEqualTo(2);
      database.jdbi().useHandle(h -> h.execute("alter table audit.gone rename to checkpoint"));
      Until.isTrue(() -> node.publisher().state().delay().isEmpty());
    }
  }

  /** A witness that never answers, say, without a bound of its own. */
  @Test
  void aStartDoesNotWaitForWhatHangs() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    Cosigning hanging =
        (_, _) -> {
          try {
            hangs.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Cosigning.Cosigned("", true, "");
        };
    long began = System.nanoTime();
    try (Node node = Node.start(database, folder, hanging)) {
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
      assertThat(node.publisher().state().published()).isEmpty();
      assertThat(node.publisher().state().delay().orElseThrow()).contains("is being made");
      assertThatThrownBy(() -> node.publisher().checkpoint()).isInstanceOf(CheckpointRefused.class);
      hangs.countDown();
      assertThat(node.awaitServed(0).size()).isZero();
      Until.isTrue(() -> node.publisher().state().delay().isEmpty());
    }
  }

  @Test
  void aPublisherThatHangsIsToldAndSoIsItsLag() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    Cosigning hanging =
        (checkpoint, _) -> {
          try {
            if (checkpoint.size() > 0) {
              hangs.await();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Cosigning.Cosigned("", true, "");
        };
    try (Node node = Node.start(database, folder, hanging)) {
      node.awaitServed(0);
      node.append(1);
      Until.isTrue(() ->
          node.publisher().state().delay().orElse("").contains("the log was not looked at for"));
      node.append(4);
      Until.isTrue(() -> node.publisher().lag() == 5);
      hangs.countDown();
      assertThat(node.awaitServed(5).size()).isEqualTo(5);
      Until.isTrue(() -> node.publisher().state().delay().isEmpty());
      assertThat(node.publisher().lag()).isZero();
    }
  }

  @Test
  void anErrorDoesNotEndPublishing() {
    AtomicBoolean broken = new AtomicBoolean(true);
    Cosigning failing =
        (_, _) -> {
          if (broken.get()) {
            throw new NoClassDefFoundError("planted");
          }
          return new Cosigning.Cosigned("", true, "");
        };
    try (Node node = Node.start(database, folder, failing)) {
      Until.isTrue(() ->
          node.publisher().state().delay().orElse("").contains("java.lang.NoClassDefFoundError"));
      broken.set(false);
      node.append(1);
      assertThat(node.awaitServed(1).size()).isEqualTo(1);
      Until.isTrue(() -> node.publisher().state().delay().isEmpty());
    }
  }
}
