package dev.yinhu.accessaudit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whatever a proof says, checking it ends, and what it does not lead to is not proven. Runs its
 * seeds in a build; with {@code JAZZER_FUZZ=1} it searches.
 */
class ProofFuzzTest {
  private static final byte[] ROOT = new byte[MerkleHash.BYTES];

  @FuzzTest(maxDuration = "20s")
  void madeUpProofsProveNothing(FuzzedDataProvider data) {
    long first = data.consumeLong();
    long second = data.consumeLong();
    byte[] leaf = Arrays.copyOf(data.consumeBytes(MerkleHash.BYTES), MerkleHash.BYTES);
    List<byte[]> hashes = new ArrayList<>();
    while (data.remainingBytes() > 0) {
      hashes.add(Arrays.copyOf(data.consumeBytes(MerkleHash.BYTES), MerkleHash.BYTES));
    }
    boolean trivial = first == second || first == 0;
    try {
      if (!trivial) {
        assertThat(ConsistencyProof.of(first, second, hashes).proves(leaf, ROOT)).isFalse();
      }
      if (!Arrays.equals(leaf, ROOT)) {
        assertThat(InclusionProof.of(first, second, hashes).proves(leaf, ROOT)).isFalse();
      }
    } catch (IllegalArgumentException expected) {
      assertThat(first < 0 || first >= second).isTrue();
    }
  }
}
