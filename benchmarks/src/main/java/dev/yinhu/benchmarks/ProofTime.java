package dev.yinhu.benchmarks;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.proof.PublishedLog;
import dev.yinhu.accessaudit.proof.PublishedRead;
import dev.yinhu.accessaudit.proof.PublishedTree;
import dev.yinhu.accessaudit.tile.EntryBundles;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.tile.Tiles;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.database.Database;
import dev.yinhu.database.DatabaseConfig;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Proofs in a log of 2,000,000 entries of 300 bytes, in rows of 1,000 entries and of one: deriving
 * the tree above the leaves, then inclusion proofs of entries all over the log, each verified as
 * the service does, consistency proofs and entry bundles, by one caller.
 */
final class ProofTime {
  private static final int SIZE = 2_000_000;
  private static final int ENTRY_BYTES = 300;
  private static final int WARM_UP = 3_000;
  private static final int MEASURED = 10_000;
  private static final String ORIGIN = "benchmark/audit";

  private ProofTime() {}

  static void main() throws Exception {
    for (int batch : new int[] {1_000, 1}) {
      try (ScratchDirectory directory = ScratchDirectory.create();
          Database database =
              Database.open(DatabaseConfig.embedded(), DataDirectory.open(directory.path()))) {
        database.migrate("audit");
        String checkpoint = fill(database, batch);
        measure(database, batch, checkpoint);
      }
    }
  }

  private static void measure(Database database, int batch, String checkpoint) {
    long start = System.nanoTime();
    new Tiles(database.dataSource()).advance(SIZE);
    System.out.printf(
        "proof, rows of %,d: tree derived at %,.0f entries/s%n",
        batch, SIZE / ((System.nanoTime() - start) / 1e9));
    PublishedTree tree = new PublishedLog(new Tiles(database.dataSource()), () -> checkpoint).now();
    time(batch, "inclusion, target 1 ms", tree::inclusion);
    time(batch, "consistency", from -> tree.consistency(from, SIZE));
    time(
        batch,
        "entry bundle of 256",
        index -> tree.tile(new TilePath.Entries(index / TilePath.FULL % 7_000, TilePath.FULL)));
  }

  private static <T> void time(int batch, String what, LongFunction<PublishedRead<T>> question) {
    // Fixed, so that every run asks for the same entries.
    Random random = new Random(1);
    long[] micros = new long[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      long index = random.nextInt(SIZE);
      long start = System.nanoTime();
      PublishedRead<T> answer = question.apply(index);
      long taken = (System.nanoTime() - start) / 1_000;
      if (!(answer instanceof PublishedRead.Present<T>)) {
        throw new IllegalStateException("no answer for " + index);
      }
      if (i >= 0) {
        micros[i] = taken;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "proof, rows of %,d: %s: p50 %.3f ms, p99 %.3f ms%n",
        batch, what, micros[MEASURED / 2] / 1e3, micros[MEASURED * 99 / 100] / 1e3);
  }

  /** Writes the log as its writer would have, and gives the checkpoint of it. */
  private static String fill(Database database, int batch) throws Exception {
    CompactRange tree = CompactRange.empty();
    MerkleHash hash = new MerkleHash();
    try (Connection connection = database.dataSource().getConnection()) {
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy audit.batch from stdin (format binary)");
      byte[] header = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
      copy.writeToCopy(ByteBuffer.allocate(19).put(header).array(), 0, 19);
      while (tree.size() < SIZE) {
        byte[] row = row(tree, hash, batch);
        copy.writeToCopy(row, 0, row.length);
      }
      copy.writeToCopy(new byte[] {-1, -1}, 0, 2);
      copy.endCopy();
    }
    database
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "update audit.head set size = ?, root = ?, frontier = ?",
              tree.size(),
              tree.root(),
              tree.hashes());
          handle.execute("vacuum analyze audit.batch");
        });
    return new NoteSigner(ORIGIN, new byte[NoteSigner.SEED_BYTES])
        .sign(new Checkpoint(ORIGIN, new TreeHead(tree.size(), tree.root())).text());
  }

  private static byte[] row(CompactRange tree, MerkleHash hash, int batch) {
    long first = tree.size();
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (int i = 0; i < batch; i++) {
      byte[] entry = ByteBuffer.allocate(ENTRY_BYTES).putLong(first + i).array();
      byte[] leafHash = hash.leaf(entry);
      tree.append(leafHash);
      entries.writeBytes(EntryBundles.write(List.of(entry)));
      hashes.writeBytes(leafHash);
    }
    ByteBuffer row =
        ByteBuffer.allocate(2 + 12 + 8 + 20 + 12 + 4 + entries.size() + 4 + hashes.size());
    row.putShort((short) 6).putInt(8).putLong(first).putInt(4).putInt(batch);
    row.putInt(16).putLong(0).putLong(first).putInt(8).putLong(0);
    row.putInt(entries.size()).put(entries.toByteArray());
    return row.putInt(hashes.size()).put(hashes.toByteArray()).array();
  }
}
