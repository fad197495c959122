package dev.yinhu.benchmarks;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.tile.EntryBundles;
import dev.yinhu.accessaudit.tile.HashTile;
import dev.yinhu.accessaudit.tile.TilePath;
import dev.yinhu.accessaudit.verify.DirectorySource;
import dev.yinhu.accessaudit.verify.Trust;
import dev.yinhu.accessaudit.verify.Verdict;
import dev.yinhu.accessaudit.verify.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Verifying a log of a million entries of 300 bytes in a local directory, from its files. */
final class VerifyTime {
  private static final int ENTRIES = 1_000_000;
  private static final int ENTRY_BYTES = 300;
  private static final int RUNS = 5;
  private static final String ORIGIN = "benchmark.example/log";

  private final Path directory;
  private final MerkleHash hash = new MerkleHash();
  private final CompactRange tree = CompactRange.empty();

  private VerifyTime(Path directory) {
    this.directory = directory;
  }

  static void main() throws Exception {
    try (ScratchDirectory scratch = ScratchDirectory.create()) {
      VerifyTime log = new VerifyTime(scratch.path().resolve("log"));
      Trust trust = log.write();
      for (int run = 1; run <= RUNS; run++) {
        long start = System.nanoTime();
        Verdict verdict = Verifier.verify(new DirectorySource(log.directory), trust);
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        System.out.printf(
            "verify run %d: %,d entries %s, %,.0f entries/s (target 300,000)%n",
            run, verdict.entries(), verdict.result(), verdict.entries() / seconds);
      }
    }
  }

  private Trust write() throws IOException {
    List<byte[]> level = leaves();
    for (int number = 0; !level.isEmpty(); number++) {
      List<byte[]> above = new ArrayList<>();
      for (int first = 0; first < level.size(); first += TilePath.FULL) {
        List<byte[]> hashes = level.subList(first, Math.min(level.size(), first + TilePath.FULL));
        ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * MerkleHash.BYTES);
        hashes.forEach(bytes::put);
        write(
            new TilePath.Hashes(number, first / TilePath.FULL, hashes.size()).text(),
            bytes.array());
        if (hashes.size() == TilePath.FULL) {
          above.add(HashTile.of(bytes.array()).root());
        }
      }
      level = above;
    }
    NoteSigner signer = new NoteSigner(ORIGIN, new byte[NoteSigner.SEED_BYTES]);
    String text = new Checkpoint(ORIGIN, new TreeHead(tree.size(), tree.root())).text();
    Files.writeString(directory.resolve("checkpoint"), signer.sign(text));
    return Trust.ofKeys(List.of(signer.key()));
  }

  private List<byte[]> leaves() throws IOException {
    List<byte[]> hashes = new ArrayList<>();
    List<byte[]> bundle = new ArrayList<>();
    for (int index = 0; index < ENTRIES; index++) {
      byte[] entry = ByteBuffer.allocate(ENTRY_BYTES).putInt(index).array();
      bundle.add(entry);
      byte[] leaf = hash.leaf(entry);
      hashes.add(leaf);
      tree.append(leaf);
      if (bundle.size() == TilePath.FULL || index == ENTRIES - 1) {
        write(
            new TilePath.Entries(index / TilePath.FULL, bundle.size()).text(),
            EntryBundles.write(bundle));
        bundle.clear();
      }
    }
    return hashes;
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, bytes);
  }
}
