package dev.yinhu.accessaudit.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.checkpoint.TlogProof;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.note.SignedNote;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.proof.PublishedRead;
import dev.yinhu.accessaudit.proof.PublishedTree;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.database.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two nodes write and publish, and readers ask both of them for proofs meanwhile. */
class ProofsUnderLoadTest {
  private static final int ENTRIES = 3_000;
  private static final int TREES = 20;
  private static final String ORIGIN = "log.example/audit";

  private final NoteSigner signer = new NoteSigner(ORIGIN, new byte[NoteSigner.SEED_BYTES]);

  @Test
  void everyProofHoldsAndEveryTreeGoesOnFromTheOneBefore() throws Exception {
    try (TestDatabase database = TestDatabase.create("audit");
        AuditLog first = open(database);
        AuditLog second = open(database);
        Appenders load = Appenders.start(first, "first", 8);
        Appenders more = Appenders.start(second, "second", 8);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      load.awaitMore(1);
      List<Callable<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        AuditLog node = i % 2 == 0 ? first : second;
        PublishedLog published =
            new PublishedLog(new Tiles(database.dataSource()), () -> signed(node.head()));
        int seed = i;
        readers.add(() -> read(published, node, new Random(seed)));
      }
      for (Future<Integer> reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isGreaterThanOrEqualTo(TREES);
      }
      load.stop();
      more.stop();
    }
  }

  private static AuditLog open(TestDatabase database) {
    return AuditLog.open(database.dataSource(), AuditLogConfig.DEFAULT, Leaves.CLOCK);
  }

  private String signed(TreeHead head) {
    return signer.sign(new Checkpoint(ORIGIN, head).text());
  }

  private static TreeHead head(String note) {
    return Checkpoint.parse(SignedNote.parse(note).text()).head();
  }

  /** Until the log is long and many trees, each longer than the one before, were seen. */
  private static int read(PublishedLog published, AuditLog node, Random random) {
    int seen = 0;
    TreeHead before = head(published.now().note());
    while (before.size() < ENTRIES || seen < TREES) {
      PublishedTree tree = published.now();
      TreeHead head = head(tree.note());
      ConsistencyProof growth = present(tree.consistency(before.size(), head.size()));
      assertThat(growth.proves(before.root(), head.root())).isTrue();
      long index = random.nextLong(head.size());
      byte[] leaf = node.entry(index).orElseThrow().leaf();
      TlogProof proof = present(tree.inclusion(index));
      assertThat(proof.inTreeOf(head.size()).proves(new MerkleHash().leaf(leaf), head.root()))
          .isTrue();
      seen += head.size() > before.size() ? 1 : 0;
      before = head;
    }
    return seen;
  }

  private static <T> T present(PublishedRead<T> read) {
    return switch (read) {
      case PublishedRead.Present<T>(T value) -> value;
      case PublishedRead.Pruned<T>(long kept) -> throw new AssertionError("pruned below " + kept);
      case PublishedRead.Beyond<T>(long size) -> throw new AssertionError("only " + size);
    };
  }
}
