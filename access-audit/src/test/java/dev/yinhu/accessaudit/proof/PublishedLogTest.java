package dev.yinhu.accessaudit.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.AuditException;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.log.AuditLog;
import dev.yinhu.accessaudit.log.AuditLogConfig;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.proof.PublishedRead.Beyond;
import dev.yinhu.accessaudit.proof.PublishedRead.Present;
import dev.yinhu.accessaudit.proof.PublishedRead.Pruned;
import dev.yinhu.accessaudit.tile.LoggedLeaves;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.database.testing.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedLogTest {
  private static final int SIZE = 1_300;

  private final NoteSigner signer = new NoteSigner("log.example/audit", new byte[32]);
  private final TestDatabase database = TestDatabase.create("audit");
  private final LoggedLeaves leaves = new LoggedLeaves(database.jdbi());
  private String checkpoint = "";
  private final PublishedLog log =
      new PublishedLog(new Tiles(database.dataSource()), () -> checkpoint);

  @BeforeEach
  void publish() {
    leaves.growTo(SIZE, 100, 7);
    checkpoint = signed(SIZE, leaves.root());
    leaves.growTo(SIZE + 500, 90);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private String signed(long size, byte[] root) {
    return signer.sign(new Checkpoint("log.example/audit", new TreeHead(size, root)).text());
  }

  @Test
  void aProofNeedsNothingButItsTextAndTheVerifierKey() {
    for (int index : new int[] {0, 255, 256, 1_000, SIZE - 1}) {
      String text = present(log.now().inclusion(index)).text();

      TlogProof proof = TlogProof.parse(text);
      SignedNote note = SignedNote.parse(proof.checkpoint());
      assertThat(note.isSignedBy(List.of(signer.key()))).isTrue();
      Checkpoint stated = Checkpoint.parse(note.text());
      byte[] leafHash = new MerkleHash().leaf(LoggedLeaves.leaf(index));
      assertThat(proof.inTreeOf(stated.size()).proves(leafHash, stated.head().root())).isTrue();
    }
  }

  @Test
  void nothingBeyondThePublishedCheckpointIsGiven() {
    PublishedTree tree = log.now();
    assertThat(tree.size()).isEqualTo(SIZE);
    assertThat(tree.inclusion(SIZE)).isEqualTo(new Beyond<>(SIZE));
    assertThat(tree.consistency(1, SIZE + 1)).isEqualTo(new Beyond<>(SIZE));
    assertThat(tree.tile(new TilePath.Hashes(0, 5, 21))).isEqualTo(new Beyond<>(SIZE));
    assertThat(tree.tile(new TilePath.Entries(5, 21))).isEqualTo(new Beyond<>(SIZE));
    assertThat(tree.tile(new TilePath.Hashes(0, 5, 256))).isEqualTo(new Beyond<>(SIZE));
    assertThat(present(tree.tile(new TilePath.Hashes(0, 5, 20)))).hasSize(20 * 32);
    assertThat(present(tree.tile(new TilePath.Entries(5, 20)))).isNotEmpty();
  }

  @Test
  void theTreeStaysThatOfItsCheckpointWhenMoreIsPublished() {
    PublishedTree before = log.now();
    checkpoint = signed(SIZE + 500, leaves.root());
    assertThat(log.now().size()).isEqualTo(SIZE + 500);
    assertThat(before.inclusion(SIZE)).isEqualTo(new Beyond<>(SIZE));
    ConsistencyProof proof = present(log.now().consistency(SIZE, SIZE + 500));
    assertThat(proof.proves(root(before), root(log.now()))).isTrue();
    assertThat(present(log.now().consistency(256, 512)).hashes()).hasSize(1);
    assertThat(present(log.now().consistency(0, 512)).hashes()).isEmpty();
  }

  private static byte[] root(PublishedTree tree) {
    return Checkpoint.parse(SignedNote.parse(tree.note()).text()).head().root();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit.batch set leaf_hashes = set_byte(leaf_hashes, 5, 1) where first_index = 0",
        "update audit.node set hash = set_byte(hash, 5, 1) where n = 2",
      })
  void aProofThatDoesNotLeadToThePublishedRootIsNotGiven(String change) {
    PublishedTree before = log.now();
    assertThat(present(before.inclusion(3)).index()).isEqualTo(3);
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("set local session_replication_role = replica");
          handle.execute(change);
        });
    PublishedLog fresh = new PublishedLog(new Tiles(database.dataSource()), () -> checkpoint);
    assertThatThrownBy(() -> fresh.now().inclusion(3))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("published root");
    assertThatThrownBy(() -> fresh.now().consistency(100, SIZE))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("published root");
  }

  @Test
  void belowPruningItIsSaidFromWhereOnEntriesAreKept() {
    log.now();
    leaves.pruneBelow(512);
    PublishedLog fresh = new PublishedLog(new Tiles(database.dataSource()), () -> checkpoint);
    PublishedTree tree = fresh.now();
    assertThat(tree.inclusion(3)).isInstanceOf(Pruned.class);
    assertThat(tree.consistency(100, SIZE)).isInstanceOf(Pruned.class);
    assertThat(tree.tile(new TilePath.Entries(0, 256))).isInstanceOf(Pruned.class);
    assertThat(tree.tile(new TilePath.Hashes(0, 0, 256))).isInstanceOf(Pruned.class);
    assertThat(present(tree.tile(new TilePath.Hashes(1, 0, 5)))).hasSize(5 * 32);
    assertThat(present(tree.inclusion(600)).index()).isEqualTo(600);
    assertThat(present(tree.consistency(256, SIZE)).from()).isEqualTo(256);
  }

  /** Written before there were nodes, or by a log that never published: they are derived then. */
  @Test
  void theFirstQuestionDerivesWhatIsMissing() {
    try (AuditLog running =
        AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, InstantSource.system())) {
      String now = signer.sign(new Checkpoint(signer.key().name(), running.head()).text());
      PublishedLog published = new PublishedLog(new Tiles(database.dataSource()), () -> now);
      assertThat(present(published.now().inclusion(SIZE + 499)).index()).isEqualTo(SIZE + 499);
    }
  }

  private static <T> T present(PublishedRead<T> read) {
    return switch (read) {
      case Present<T>(T value) -> value;
      case Pruned<T>(long kept) -> throw new AssertionError("pruned below " + kept);
      case Beyond<T>(long size) -> throw new AssertionError("only " + size + " are published");
    };
  }
}
