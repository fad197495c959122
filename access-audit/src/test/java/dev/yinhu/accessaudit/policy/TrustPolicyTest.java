package dev.yinhu.accessaudit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.note.KeyType;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.note.SignedNote;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
  private static final String CHECKPOINT =
      "log.example\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n";
  private static final NoteSigner LOG = signer(KeyType.ED25519, "log.example", 100);
  private static final List<NoteSigner> W =
      IntStream.range(0, 6)
          .mapToObj(i -> signer(KeyType.ED25519_COSIGNATURE, "w" + i + ".example", i))
          .toList();

  /** The example of the specification, with real keys and what else the syntax allows. */
  private static final String TWO_LEVELS =
      """
      # 测试
      \tlog %s https://log.example/

      witness X1 %s https://w0.example/
      witness X2 %s
       witness\t X3  %s\t
      group X-witnesses 2 X1 X2 X3
      witness Y1 %s
      witness Y2 %s
      witness Y3 %s
      group Y-witnesses any Y1 Y2 Y3
        # a comment
      group X-and-Y all X-witnesses Y-witnesses
      quorum X-and-Y
      """
          .formatted(Stream.concat(Stream.of(LOG), W.stream()).map(s -> s.key().text()).toArray());

  private static NoteSigner signer(KeyType type, String name, int fill) {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    Arrays.fill(seed, (byte) fill);
    return new NoteSigner(type, name, seed);
  }

  private static List<NoteKey> keys(int... indexes) {
    return Arrays.stream(indexes).mapToObj(i -> W.get(i).key()).toList();
  }

  private static Judgement judge(String policy, String note) {
    return TrustPolicy.parse(policy).judge(SignedNote.parse(note));
  }

  @Test
  void theExampleOfTheSpecificationIsRead() {
    TrustPolicy policy = TrustPolicy.parse(TWO_LEVELS);
    assertThat(policy.logs().getFirst().key()).isEqualTo(LOG.key());
    assertThat(policy.logs().getFirst().url()).contains("https://log.example/");
    assertThat(policy.witnesses()).hasSize(6);
    assertThat(policy.witnesses().get(2).name()).isEqualTo("X3");
    assertThat(policy.witnesses().get(2).url()).isEmpty();
    assertThat(policy.isQuorum(List.of())).isFalse();
  }

  @Test
  void theQuorumIsTwoOfThreeAndOneOfThree() {
    TrustPolicy policy = TrustPolicy.parse(TWO_LEVELS);
    for (int set = 0; set < 64; set++) {
      int of = set;
      int[] indexes = IntStream.range(0, 6).filter(i -> (of >> i & 1) == 1).toArray();
      boolean enough = Integer.bitCount(set & 7) >= 2 && (set & 56) != 0;
      assertThat(policy.isQuorum(keys(indexes))).isEqualTo(enough);
    }
  }

  @Test
  void aCheckpointIsAcceptedWhenItsLogAndAQuorumSigned() {
    String note = LOG.sign(CHECKPOINT);
    Judgement none = judge(TWO_LEVELS, note);
    assertThat(none.accepted()).isFalse();
    assertThat(none.logs()).containsExactly(LOG.key());
    for (int i : new int[] {0, 2, 5}) {
      note += W.get(i).line(CHECKPOINT, 1_700_000_000 + i);
    }
    Judgement quorum = judge(TWO_LEVELS, note);
    assertThat(quorum.accepted()).isTrue();
    assertThat(quorum.witnesses()).extracting(w -> w.name()).containsExactly("X1", "X3", "Y3");
    assertThat(quorum.checkpoint().size()).isEqualTo(15);
  }

  @Test
  void cosignaturesAloneDoNotMakeUpForTheLog() {
    String note = W.get(0).line(CHECKPOINT, 1) + W.get(1).line(CHECKPOINT, 1);
    String all = CHECKPOINT + "\n" + note + W.get(4).line(CHECKPOINT, 1);
    assertThat(judge(TWO_LEVELS, all).quorum()).isTrue();
    assertThat(judge(TWO_LEVELS, all).accepted()).isFalse();
  }

  @Test
  void aLogSignsUnderItsOwnOriginOnly() {
    String other = CHECKPOINT.replace("log.example", "other.example");
    String policy = "log " + LOG.key().text() + "\nquorum none\n";
    assertThat(judge(policy, LOG.sign(CHECKPOINT)).accepted()).isTrue();
    assertThat(judge(policy, LOG.sign(other)).accepted()).isFalse();
  }

  @Test
  void aWitnessThatSignedWronglyRejectsTheCheckpoint() {
    String policy =
        "log " + LOG.key().text() + "\nwitness w " + W.getFirst().key().text() + "\nquorum none\n";
    String other = CHECKPOINT.replace("\n15\n", "\n16\n");
    String note = LOG.sign(CHECKPOINT) + W.getFirst().line(other, 1);
    assertThat(judge(policy, note).accepted()).isFalse();
  }

  @Test
  void aPolicyOfLogsAloneNeedsNoWitness() {
    TrustPolicy policy = TrustPolicy.ofLogs(List.of(LOG.key()));
    assertThat(policy.isQuorum(List.of())).isTrue();
    assertThat(policy.judge(SignedNote.parse(LOG.sign(CHECKPOINT))).accepted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quorum none",
        "\n",
        "quorum none\nquorum none\n",
        "quorum\n",
        "quorum a\n",
        "quorum none more\n",
        "Quorum none\n",
        "quorum none\r\n",
        "quorum\u000bnone\n",
        "quorum none\u007f\n",
        "log\nquorum none\n",
        "log x\nquorum none\n",
        "log LOG url more\nquorum none\n",
        "log LOG\nlog LOG\nquorum none\n",
        "witness a W0\nwitness a W1\nquorum a\n",
        "witness a W0\nwitness b W0\nquorum a\n",
        "witness a W0\nwitness b SAME0\nquorum a\n",
        "witness none W0\nquorum none\n",
        "witness a LOG\nquorum a\n",
        "witness a\nquorum none\n",
        "quorum a\nwitness a W0\n",
        "group g any a\nwitness a W0\nquorum g\n",
        "group g any g\nquorum g\n",
        "witness a W0\ngroup g any\nquorum g\n",
        "witness a W0\ngroup g 0 a\nquorum g\n",
        "witness a W0\ngroup g 2 a\nquorum g\n",
        "witness a W0\ngroup g 01 a\nquorum g\n",
        "witness a W0\ngroup g +1 a\nquorum g\n",
        "witness a W0\ngroup g 99999999999 a\nquorum g\n",
        "witness a W0\ngroup g any a a\nquorum g\n",
        "witness a W0\ngroup a any a\nquorum a\n",
        "witness a W0\ngroup g any a\ngroup h any a\nquorum h\n",
        "witness a W0\ngroup none any a\nquorum none\n",
        "witness a W0\ngroup g any a none\nquorum g\n",
      })
  void malformedPoliciesAreRefused(String text) {
    String policy =
        text.replace("SAME0", signer(KeyType.ED25519_COSIGNATURE, "same", 0).key().text())
            .replace("LOG", LOG.key().text())
            .replace("W0", W.get(0).key().text())
            .replace("W1", W.get(1).key().text());
    assertThatThrownBy(() -> TrustPolicy.parse(policy))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefusalNamesTheLine() {
    assertThatThrownBy(() -> TrustPolicy.parse("# a\n\nquorum x\n"))
        .hasMessageStartingWith("line 3 of the policy: ");
  }

  @Test
  void thirtyTwoLogsWitnessesAndNestedGroupsAreRead() {
    StringBuilder policy = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      String log = signer(KeyType.ED25519, "log" + i, 50 + i).key().text();
      String witness = signer(KeyType.ED25519_COSIGNATURE, "w" + i, 150 + i).key().text();
      policy.append("log ").append(log).append("\nwitness w").append(i).append(' ');
      policy.append(witness).append("\ngroup g").append(i).append(" all w").append(i);
      policy.append(i == 0 ? "" : " g" + (i - 1)).append('\n');
    }
    TrustPolicy read = TrustPolicy.parse(policy.append("quorum g31\n").toString());
    List<NoteKey> all = read.witnesses().stream().map(TrustPolicy.Witness::key).toList();
    assertThat(read.isQuorum(all)).isTrue();
    assertThat(read.isQuorum(all.subList(1, 32))).isFalse();
  }

  @Property(tries = 300)
  void thresholdsCountMembers(@ForAll long random) {
    Random choice = new Random(random);
    int needed = 1 + choice.nextInt(6);
    StringBuilder policy = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      policy.append("witness w").append(i).append(' ').append(W.get(i).key().text()).append('\n');
    }
    policy.append("group g ").append(needed).append(" w0 w1 w2 w3 w4 w5\nquorum g\n");
    int[] signed = IntStream.range(0, 6).filter(i -> choice.nextBoolean()).toArray();
    assertThat(TrustPolicy.parse(policy.toString()).isQuorum(keys(signed)))
        .isEqualTo(signed.length >= needed);
  }
}
