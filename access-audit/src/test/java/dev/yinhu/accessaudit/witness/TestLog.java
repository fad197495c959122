package dev.yinhu.accessaudit.witness;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.log.TreeHead;
import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.ConsistencyProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.publish.GrowingTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A log in memory that signs its checkpoints. */
final class TestLog implements GrowingTree {
  static final String ORIGIN = "log.example/yinhu";

  private final NoteSigner signer;
  private final List<byte[]> leaves = new ArrayList<>();

  TestLog(int fill) {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    Arrays.fill(seed, (byte) fill);
    signer = new NoteSigner(ORIGIN, seed);
  }

  NoteSigner signer() {
    return signer;
  }

  /** Grows to so many leaves; logs with other words have other histories. */
  TestLog grow(int size, String word) {
    while (leaves.size() < size) {
      byte[] leaf = (word + leaves.size()).getBytes(StandardCharsets.UTF_8);
      leaves.add(new MerkleHash().leaf(leaf));
    }
    return this;
  }

  Checkpoint checkpoint(int size) {
    CompactRange range = CompactRange.empty();
    leaves.subList(0, size).forEach(range::append);
    return new Checkpoint(ORIGIN, new TreeHead(size, range.root()));
  }

  String note(int size) {
    return signer.sign(checkpoint(size).text());
  }

  String request(int from, int to) {
    return AddCheckpoint.of(consistency(from, to), note(to)).text();
  }

  @Override
  public void advance(long size) {
    // Nothing is stored.
  }

  @Override
  public void forget() {
    // Nothing is held.
  }

  @Override
  public ConsistencyProof consistency(long from, long to) {
    return ConsistencyProof.build(from, to, (level, index) -> node(level, (int) index));
  }

  @Override
  public byte[] root(long size) {
    return checkpoint((int) size).head().root();
  }

  private byte[] node(int level, int index) {
    return level == 0
        ? leaves.get(index)
        : new MerkleHash().node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
  }
}
