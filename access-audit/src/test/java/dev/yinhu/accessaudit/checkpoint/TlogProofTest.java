package dev.yinhu.accessaudit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.merkle.InclusionProof;
import dev.yinhu.accessaudit.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlogProofTest {
  /** The example of the specification, with its cut signatures and the padding it lacks. */
  static final String EXAMPLE =
      """
      c2sp.org/tlog-proof@v1
      extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6
      index 73894
      gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
      B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
      EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
      RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
      AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

      example.com/fancylog
      109482
      sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

      \u2014 example.com/fancylog hI2DJw==
      """;

  private static final String CHECKPOINT =
      "example.com/log\n2\n7dXA\n\n\u2014 example.com/log AAAA\n";

  @Test
  void theSpecificationsExampleReadsAndPrintsByteForByte() {
    TlogProof proof = TlogProof.parse(EXAMPLE);
    assertThat(proof.index()).isEqualTo(73_894);
    assertThat(proof.inTreeOf(109_482).hashes()).hasSize(5);
    assertThat(proof.checkpoint()).startsWith("example.com/fancylog\n109482\n");
    assertThat(proof.extra().map(extra -> new String(extra, StandardCharsets.UTF_8)))
        .contains("age-v1.2.1-darwin-arm64.tar.gz");
    assertThat(proof.text()).isEqualTo(EXAMPLE);
  }

  @Test
  void aProofIsPrintedWithItsCheckpointVerbatim() {
    InclusionProof inclusion = InclusionProof.of(1, 2, List.of(new byte[MerkleHash.BYTES]));
    TlogProof proof = TlogProof.of(inclusion, CHECKPOINT);
    assertThat(proof.text())
        .isEqualTo(
            "c2sp.org/tlog-proof@v1\nindex 1\n"
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n"
                + CHECKPOINT);
    assertThat(TlogProof.parse(proof.text()).extra()).isEmpty();
    assertThat(TlogProof.parse(proof.text()).inTreeOf(2).hashes())
        .containsExactlyElementsOf(inclusion.hashes());
  }

  @Test
  void theOnlyLeafHasAProofWithoutHashes() {
    TlogProof proof = TlogProof.of(InclusionProof.of(0, 1, List.of()), CHECKPOINT);
    assertThat(proof.text()).startsWith("c2sp.org/tlog-proof@v1\nindex 0\n\nexample.com/log\n");
    assertThat(TlogProof.parse(proof.text()).text()).isEqualTo(proof.text());
  }

  @Test
  void anIndexBeyondTheCheckpointsTreeIsRefused() {
    TlogProof proof = TlogProof.parse(EXAMPLE);
    assertThatThrownBy(() -> proof.inTreeOf(73_894)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "c2sp.org/tlog-proof@v1\n\na\n",
        "c2sp.org/tlog-proof@v2\nindex 0\n\na\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\na\n",
        "c2sp.org/tlog-proof@v1\nindex 01\n\na\n",
        "c2sp.org/tlog-proof@v1\nindex -1\n\na\n",
        "c2sp.org/tlog-proof@v1\nindex\n\na\n",
        "c2sp.org/tlog-proof@v1\nindex 1 \n\na\n",
        "c2sp.org/tlog-proof@v1\nindex 9223372036854775807\n\na\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nextra AA==\n\na\n",
        "c2sp.org/tlog-proof@v1\nextra AA==\nextra AA==\nindex 0\n\na\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\na\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\na\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n\na\n",
        "c2sp.org/tlog-proof@v1\r\nindex 0\n\na\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n\na",
        "c2sp.org/tlog-proof@v1\nindex 0\na\n",
        "\nc2sp.org/tlog-proof@v1\nindex 0\n\na\n",
      })
  void anyOtherTextIsRefused(String text) {
    assertThatThrownBy(() -> TlogProof.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreHashesThanTheLargestTreeHasLevelsAreRefused() {
    String hashes = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n".repeat(64);
    assertThatThrownBy(
            () -> TlogProof.parse("c2sp.org/tlog-proof@v1\nindex 0\n" + hashes + "\na\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
