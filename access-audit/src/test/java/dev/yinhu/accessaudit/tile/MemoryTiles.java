package dev.yinhu.accessaudit.tile;

import dev.yinhu.accessaudit.merkle.CompactRange;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The hashes of all tile levels of a tree with made-up leaves. */
record MemoryTiles(List<List<byte[]>> levels) implements TiledTree.Source {

  static byte[] leaf(int index) {
    return ("leaf " + index).getBytes(StandardCharsets.UTF_8);
  }

  static MemoryTiles ofLeaves(int size) {
    MerkleHash hash = new MerkleHash();
    List<byte[]> hashes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      hashes.add(hash.leaf(leaf(i)));
    }
    List<List<byte[]>> levels = new ArrayList<>();
    while (!hashes.isEmpty()) {
      levels.add(hashes);
      List<byte[]> above = new ArrayList<>();
      for (int at = 0; at + TilePath.FULL <= hashes.size(); at += TilePath.FULL) {
        above.add(rootOf(hashes.subList(at, at + TilePath.FULL)));
      }
      hashes = above;
    }
    return new MemoryTiles(levels);
  }

  private static byte[] rootOf(List<byte[]> hashes) {
    CompactRange range = CompactRange.empty();
    hashes.forEach(range::append);
    return range.root();
  }

  byte[] leafHash(int index) {
    return levels.getFirst().get(index);
  }

  byte[] root(int size) {
    return rootOf(levels.getFirst().subList(0, size));
  }

  @Override
  public HashTile tile(TilePath.Hashes path) {
    List<byte[]> hashes = levels.get(path.level());
    int first = (int) path.number() * TilePath.FULL;
    byte[] bytes = new byte[path.width() * MerkleHash.BYTES];
    for (int i = 0; i < path.width(); i++) {
      System.arraycopy(hashes.get(first + i), 0, bytes, i * MerkleHash.BYTES, MerkleHash.BYTES);
    }
    return HashTile.of(bytes);
  }
}
