package dev.yinhu.accessaudit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Proofs against RFC 6962 word by word, and everything that must not pass for one. */
class ProofPropertyTest {
  private static final int EXHAUSTIVE = 34;
  private static final List<byte[]> LEAVES =
      IntStream.range(0, 700)
          .mapToObj(i -> ("leaf " + i).getBytes(StandardCharsets.UTF_8))
          .toList();

  private record Sizes(int small, int large) {}

  @Property(tries = 1)
  void inclusionOfEveryLeafInEverySmallTree() {
    everySmallPair()
        .forEach(sizes -> {
          InclusionProof proof = inclusion(sizes.small() - 1, sizes.large());
          assertThat(proof.hashes())
              .containsExactlyElementsOf(SlowTree.path(sizes.small() - 1, leaves(sizes.large())));
          assertThat(proof.proves(leafHash(sizes.small() - 1), root(sizes.large()))).isTrue();
        });
  }

  @Property(tries = 1)
  void consistencyOfEveryTwoSmallTrees() {
    everySmallPair()
        .forEach(sizes -> {
          ConsistencyProof proof = consistency(sizes.small(), sizes.large());
          assertThat(proof.hashes())
              .containsExactlyElementsOf(SlowTree.proof(sizes.small(), leaves(sizes.large())));
          assertThat(proof.proves(root(sizes.small()), root(sizes.large()))).isTrue();
        });
  }

  @Property(tries = 60)
  void proofsInLargerTreesAreThoseOfTheSlowTree(
      @ForAll @IntRange(min = 1, max = 700) int a, @ForAll @IntRange(min = 1, max = 700) int b) {
    int small = Math.min(a, b);
    int large = Math.max(a, b);
    assertThat(inclusion(small - 1, large).hashes())
        .containsExactlyElementsOf(SlowTree.path(small - 1, leaves(large)));
    ConsistencyProof proof = consistency(small, large);
    assertThat(proof.hashes()).containsExactlyElementsOf(SlowTree.proof(small, leaves(large)));
    assertThat(proof.proves(root(small), root(large))).isTrue();
  }

  @Property(tries = 150)
  void anInclusionProofThatWasChangedProvesNothing(
      @ForAll @IntRange(min = 1, max = 130) int a,
      @ForAll @IntRange(min = 1, max = 130) int b,
      @ForAll @IntRange(max = 255) int bit) {
    int index = Math.min(a, b) - 1;
    int size = Math.max(a, b);
    byte[] leafHash = leafHash(index);
    byte[] root = root(size);
    List<byte[]> hashes = inclusion(index, size).hashes();
    for (List<byte[]> changed : changed(hashes, bit, leafHash, root)) {
      assertThat(InclusionProof.of(index, size, changed).proves(leafHash, root)).isFalse();
    }
    InclusionProof proof = InclusionProof.of(index, size, hashes);
    assertThat(proof.proves(leafHash, flipped(root, bit))).isFalse();
    assertThat(proof.proves(flipped(leafHash, bit), root)).isFalse();
    assertThat(proof.proves(new byte[0], root)).isFalse();
    assertThat(proof.proves(leafHash, new byte[0])).isFalse();
    for (int other = 0; other < size; other++) {
      assertThat(InclusionProof.of(other, size, hashes).proves(leafHash, root))
          .as("at index %d of %d, not %d", other, size, index)
          .isEqualTo(other == index);
    }
  }

  /** The size is bound by the checkpoint; the proof notices it where it changes the way up. */
  @Property(tries = 100)
  void anInclusionProofUnderAnotherSizeProvesNothingUnlessTheWayIsTheSame(
      @ForAll @IntRange(min = 1, max = 130) int a, @ForAll @IntRange(min = 1, max = 130) int b) {
    int index = Math.min(a, b) - 1;
    int size = Math.max(a, b);
    InclusionProof proof = inclusion(index, size);
    for (int other = index + 1; other < 300; other++) {
      InclusionProof resized = InclusionProof.of(index, other, proof.hashes());
      assertThat(resized.proves(leafHash(index), root(size)))
          .isEqualTo(way(index, other).equals(way(index, size)));
      if (other != size) {
        assertThat(resized.proves(leafHash(index), root(other))).isFalse();
      }
    }
  }

  @Property(tries = 150)
  void aConsistencyProofThatWasChangedProvesNothing(
      @ForAll @IntRange(min = 1, max = 130) int a,
      @ForAll @IntRange(min = 1, max = 130) int b,
      @ForAll @IntRange(max = 255) int bit) {
    int from = Math.min(a, b);
    int to = a == b ? from + 1 : Math.max(a, b);
    byte[] oldRoot = root(from);
    byte[] newRoot = root(to);
    List<byte[]> hashes = consistency(from, to).hashes();
    for (List<byte[]> changed : changed(hashes, bit, oldRoot, newRoot)) {
      assertThat(ConsistencyProof.of(from, to, changed).proves(oldRoot, newRoot)).isFalse();
    }
    ConsistencyProof proof = ConsistencyProof.of(from, to, hashes);
    assertThat(proof.proves(flipped(oldRoot, bit), newRoot)).isFalse();
    assertThat(proof.proves(oldRoot, flipped(newRoot, bit))).isFalse();
    assertThat(proof.proves(newRoot, oldRoot)).isFalse();
    assertThat(proof.proves(new byte[0], newRoot)).isFalse();
    assertThat(proof.proves(oldRoot, new byte[0])).isFalse();
    for (int other = 1; other < to; other++) {
      assertThat(ConsistencyProof.of(other, to, hashes).proves(oldRoot, newRoot))
          .as("from %d to %d, not from %d", other, to, from)
          .isEqualTo(other == from);
      if (other != from) {
        assertThat(ConsistencyProof.of(from, to, hashes).proves(root(other), newRoot)).isFalse();
      }
    }
  }

  @Property(tries = 100)
  void aForkIsConsistentWithNothing(
      @ForAll @IntRange(min = 1, max = 130) int a,
      @ForAll @IntRange(min = 1, max = 130) int b,
      @ForAll @IntRange(max = 129) int at) {
    int from = Math.min(a, b);
    int to = a == b ? from + 1 : Math.max(a, b);
    List<byte[]> forked = new ArrayList<>(leaves(to));
    forked.set(at % from, new byte[] {1});
    ConsistencyProof proof = ConsistencyProof.build(from, to, new MemoryNodes(forked));
    assertThat(proof.proves(root(from), SlowTree.root(forked))).isFalse();
    assertThat(consistency(from, to).proves(root(from), SlowTree.root(forked))).isFalse();
  }

  /** A hash changed in one bit, left out, doubled or swapped, or one put in anywhere. */
  private static List<List<byte[]>> changed(List<byte[]> hashes, int bit, byte[]... extra) {
    List<List<byte[]>> all = new ArrayList<>();
    for (int at = 0; at < hashes.size(); at++) {
      all.add(edited(hashes, at, true, flipped(hashes.get(at), bit)));
      all.add(edited(hashes, at, true));
      all.add(edited(hashes, at, false, hashes.get(at)));
      if (at > 0) {
        all.add(edited(edited(hashes, at, true), at - 1, false, hashes.get(at)));
      }
    }
    for (int at = 0; at <= hashes.size(); at++) {
      for (byte[] each : extra) {
        all.add(edited(hashes, at, false, each));
      }
      all.add(edited(hashes, at, false, new byte[MerkleHash.BYTES]));
    }
    return all;
  }

  private static List<byte[]> edited(
      List<byte[]> hashes, int at, boolean remove, byte[]... inserted) {
    List<byte[]> edited = new ArrayList<>(hashes);
    if (remove) {
      edited.remove(at);
    }
    edited.addAll(at, List.of(inserted));
    return edited;
  }

  private static byte[] flipped(byte[] hash, int bit) {
    byte[] changed = hash.clone();
    changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return changed;
  }

  /** Left or right at each step up, by the recursive definition. */
  private static String way(int index, int size) {
    if (size == 1) {
      return "";
    }
    int split = Integer.highestOneBit(size - 1);
    return index < split ? way(index, split) + "L" : way(index - split, size - split) + "R";
  }

  private static List<Sizes> everySmallPair() {
    return IntStream.rangeClosed(1, EXHAUSTIVE)
        .boxed()
        .flatMap(
            large -> IntStream.rangeClosed(1, large).mapToObj(small -> new Sizes(small, large)))
        .toList();
  }

  private static InclusionProof inclusion(int index, int size) {
    return InclusionProof.build(index, size, new MemoryNodes(leaves(size)));
  }

  private static ConsistencyProof consistency(int from, int to) {
    return ConsistencyProof.build(from, to, new MemoryNodes(leaves(to)));
  }

  private static List<byte[]> leaves(int size) {
    return LEAVES.subList(0, size);
  }

  private static byte[] leafHash(int index) {
    return new MerkleHash().leaf(LEAVES.get(index));
  }

  private static byte[] root(int size) {
    return SlowTree.root(leaves(size));
  }
}
