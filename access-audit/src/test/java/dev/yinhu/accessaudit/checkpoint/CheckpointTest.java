package dev.yinhu.accessaudit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.log.TreeHead;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
  private static final String EXAMPLE = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

  @Test
  void theExampleOfTheSpecificationIsRead() {
    Checkpoint checkpoint = Checkpoint.parse(EXAMPLE);
    assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(checkpoint.size()).isEqualTo(20_852_163);
    assertThat(Base64Text.encode(checkpoint.head().root())).isEqualTo(ROOT);
    assertThat(checkpoint.extensions()).isEmpty();
    assertThat(checkpoint.text()).isEqualTo(EXAMPLE);
  }

  @Test
  void extensionLinesAreKept() {
    Checkpoint checkpoint = Checkpoint.parse(EXAMPLE + "one\n 二 \n");
    assertThat(checkpoint.extensions()).containsExactly("one", " 二 ");
    assertThat(checkpoint.text()).isEqualTo(EXAMPLE + "one\n 二 \n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "o\n1\n",
        "o\n1\n" + ROOT,
        "\n1\n" + ROOT + "\n",
        "o\n\n" + ROOT + "\n",
        "o\n01\n" + ROOT + "\n",
        "o\n00\n" + ROOT + "\n",
        "o\n+1\n" + ROOT + "\n",
        "o\n-1\n" + ROOT + "\n",
        "o\n1 \n" + ROOT + "\n",
        "o\n\u0661\n" + ROOT + "\n",
        "o\n9223372036854775808\n" + ROOT + "\n",
        "o\n99999999999999999999\n" + ROOT + "\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n1\nAAAA\n",
        "o\n1\n\n",
        "o\n1\n" + ROOT + "\n\n",
        "o\n1\n" + ROOT + "\n\nmore\n",
        "o\r\n1\n" + ROOT + "\n",
      })
  void malformedTextsAreRefused(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void whatIsPrintedIsReadBack(
      @ForAll @StringLength(min = 1, max = 40) @CharRange(from = ' ', to = '\ud7ff') String origin,
      @ForAll @LongRange(min = 0) long size,
      @ForAll @Size(32) byte[] root,
      @ForAll @Size(max = 3)
          List<@StringLength(min = 1, max = 9) @CharRange(from = ' ', to = '~') String> more) {
    Checkpoint checkpoint = new Checkpoint(origin, new TreeHead(size, root), more);
    assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
  }

  @Property(tries = 1_000)
  void aTextThatIsAcceptedIsTheOnlyOneOfItsCheckpoint(
      @ForAll @IntRange(max = 80) int at, @ForAll char c) {
    String changed = EXAMPLE.substring(0, at) + c + EXAMPLE.substring(at + 1);
    try {
      assertThat(Checkpoint.parse(changed).text()).isEqualTo(changed);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageNotContaining("\u0000");
    }
  }
}
