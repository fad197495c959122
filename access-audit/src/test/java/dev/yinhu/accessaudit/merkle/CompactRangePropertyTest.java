package dev.yinhu.accessaudit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CompactRangePropertyTest {
  private final MerkleHash hash = new MerkleHash();

  @Property(tries = 100)
  void rootEqualsTheSlowTrees(@ForAll @IntRange(max = 600) int size, @ForAll long seed) {
    List<byte[]> leaves = leaves(size, seed);
    assertThat(grown(leaves).root()).isEqualTo(SlowTree.root(leaves));
  }

  @Property(tries = 100)
  void aRangeReadBackFromItsHashesGrowsOnAsIfNeverStored(
      @ForAll @IntRange(max = 600) int size,
      @ForAll @IntRange(max = 600) int stored,
      @ForAll long seed) {
    List<byte[]> leaves = leaves(size, seed);
    int at = Math.min(size, stored);
    CompactRange first = grown(leaves.subList(0, at));
    CompactRange resumed = CompactRange.of(at, first.hashes());
    assertThat(resumed.root()).isEqualTo(first.root());
    leaves.subList(at, size).forEach(leaf -> resumed.append(hash.leaf(leaf)));
    assertThat(resumed.root()).isEqualTo(SlowTree.root(leaves));
    assertThat(resumed.hashes()).isEqualTo(grown(leaves).hashes());
  }

  @Property(tries = 1)
  void resumingAtEverySizeGivesTheSameTree() {
    List<byte[]> leaves = leaves(300, 7);
    CompactRange whole = CompactRange.empty();
    for (int size = 0; size < leaves.size(); size++) {
      CompactRange resumed = CompactRange.of(size, whole.hashes());
      whole.append(hash.leaf(leaves.get(size)));
      resumed.append(hash.leaf(leaves.get(size)));
      assertThat(resumed.root()).isEqualTo(whole.root());
      assertThat(whole.root()).isEqualTo(SlowTree.root(leaves.subList(0, size + 1)));
    }
  }

  @Property(tries = 50)
  void aCopyDoesNotFeelWhatTheOriginalTakes(@ForAll @IntRange(max = 70) int size) {
    CompactRange original = grown(leaves(size, 1));
    CompactRange copy = original.copy();
    byte[] before = copy.root();
    original.append(hash.leaf(new byte[] {1}));
    original.append(hash.leaf(new byte[] {2}));
    assertThat(copy.root()).isEqualTo(before);
    assertThat(copy.size()).isEqualTo(size);
  }

  private CompactRange grown(List<byte[]> leaves) {
    CompactRange range = CompactRange.empty();
    leaves.forEach(leaf -> range.append(hash.leaf(leaf)));
    return range;
  }

  private static List<byte[]> leaves(int count, long seed) {
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add((seed + "/" + i).getBytes(StandardCharsets.UTF_8));
    }
    return leaves;
  }
}
