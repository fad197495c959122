package dev.yinhu.accessaudit.log;

import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.util.Arrays;

/** The leaf hashes of one batch, one after the other. Takes and gives the array itself. */
final class LeafHashes {
  private final byte[] bytes;

  LeafHashes(byte[] bytes) {
    this.bytes = bytes;
  }

  static LeafHashes ofCount(int count) {
    return new LeafHashes(new byte[count * MerkleHash.BYTES]);
  }

  int count() {
    return bytes.length / MerkleHash.BYTES;
  }

  void set(int at, byte[] hash) {
    System.arraycopy(hash, 0, bytes, at * MerkleHash.BYTES, MerkleHash.BYTES);
  }

  byte[] get(int at) {
    return Arrays.copyOfRange(bytes, at * MerkleHash.BYTES, (at + 1) * MerkleHash.BYTES);
  }

  byte[] bytes() {
    return bytes;
  }
}
