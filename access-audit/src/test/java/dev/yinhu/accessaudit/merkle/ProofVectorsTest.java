package dev.yinhu.accessaudit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Published proofs over the eight leaves of transparency-dev/merkle. */
class ProofVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final List<byte[]> LEAVES =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(HEX::parseHex)
          .toList();

  private static final String ROOT_OF_2 =
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
  private static final String ROOT_OF_4 =
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";

  @Test
  void inclusionOfTheSixthInEight() {
    InclusionProof proof = InclusionProof.build(5, 8, new MemoryNodes(LEAVES));
    assertThat(hex(proof.hashes()))
        .containsExactly(
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            ROOT_OF_4);
    assertThat(proof.proves(leafHash(5), root(8))).isTrue();
  }

  @Test
  void inclusionOfTheLastOfThree() {
    InclusionProof proof = InclusionProof.build(2, 3, new MemoryNodes(LEAVES));
    assertThat(hex(proof.hashes())).containsExactly(ROOT_OF_2);
    assertThat(proof.proves(leafHash(2), root(3))).isTrue();
  }

  @Test
  void theOnlyLeafIsTheRoot() {
    InclusionProof proof = InclusionProof.build(0, 1, new MemoryNodes(LEAVES));
    assertThat(proof.hashes()).isEmpty();
    assertThat(proof.proves(leafHash(0), root(1))).isTrue();
    assertThat(proof.proves(leafHash(1), root(1))).isFalse();
  }

  @Test
  void consistencyOfSixWithEight() {
    ConsistencyProof proof = ConsistencyProof.build(6, 8, new MemoryNodes(LEAVES));
    assertThat(hex(proof.hashes()))
        .containsExactly(
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            ROOT_OF_4);
    assertThat(proof.proves(root(6), root(8))).isTrue();
  }

  @Test
  void consistencyOfFourWithEight() {
    ConsistencyProof proof = ConsistencyProof.build(4, 8, new MemoryNodes(LEAVES));
    assertThat(hex(proof.hashes()))
        .containsExactly("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    assertThat(proof.proves(root(4), root(8))).isTrue();
  }

  @Test
  void consistencyOfThreeWithSeven() {
    ConsistencyProof proof = ConsistencyProof.build(3, 7, new MemoryNodes(LEAVES));
    assertThat(hex(proof.hashes()))
        .hasSize(4)
        .first()
        .isEqualTo("0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7");
    assertThat(proof.proves(root(3), root(7))).isTrue();
  }

  @Test
  void consistencyWithItselfAndWithTheEmptyTreeNeedsNoHashes() {
    ConsistencyProof same = ConsistencyProof.build(5, 5, new MemoryNodes(LEAVES));
    assertThat(same.hashes()).isEmpty();
    assertThat(same.proves(root(5), root(5))).isTrue();
    assertThat(same.proves(root(5), root(6))).isFalse();
    ConsistencyProof empty = ConsistencyProof.build(0, 5, new MemoryNodes(LEAVES));
    assertThat(empty.hashes()).isEmpty();
    assertThat(empty.proves(root(0), root(5))).isTrue();
    assertThat(empty.proves(root(1), root(5))).as("not the root of the empty tree").isFalse();
    ConsistencyProof padded = ConsistencyProof.of(5, 5, List.of(root(1)));
    assertThat(padded.proves(root(5), root(5))).as("a hash too many").isFalse();
  }

  @Test
  void whatNoTreeCanHaveIsRefused() {
    List<byte[]> none = List.of();
    assertThatThrownBy(() -> InclusionProof.of(3, 3, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> InclusionProof.of(-1, 3, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConsistencyProof.of(4, 3, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConsistencyProof.of(-1, 3, none))
        .isInstanceOf(IllegalArgumentException.class);
    List<byte[]> cut = List.of(new byte[31]);
    assertThatThrownBy(() -> InclusionProof.of(0, 2, cut))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConsistencyProof.of(1, 2, cut))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLargestTreesHaveProofsOfTheLengthThatTheirLevelsGive() {
    TreeNodes nodes = (_, _) -> new byte[MerkleHash.BYTES];
    assertThat(InclusionProof.build(Long.MAX_VALUE - 1, Long.MAX_VALUE, nodes).hashes())
        .hasSize(62);
    assertThat(InclusionProof.build(0, Long.MAX_VALUE, nodes).hashes()).hasSize(63);
    assertThat(ConsistencyProof.build(1, Long.MAX_VALUE, nodes).hashes()).hasSize(63);
    assertThat(ConsistencyProof.build(Long.MAX_VALUE - 1, Long.MAX_VALUE, nodes).hashes())
        .hasSize(63);
  }

  private static byte[] leafHash(int index) {
    return new MerkleHash().leaf(LEAVES.get(index));
  }

  private static byte[] root(int size) {
    return SlowTree.root(LEAVES.subList(0, size));
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(HEX::formatHex).toList();
  }
}
