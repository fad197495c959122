package dev.yinhu.accessaudit.merkle;

import java.util.List;

/** Nodes computed from all leaves, each time anew. */
record MemoryNodes(List<byte[]> leaves) implements TreeNodes {

  @Override
  public byte[] node(int level, long index) {
    int width = 1 << level;
    int first = (int) index * width;
    return SlowTree.root(leaves.subList(first, first + width));
  }
}
