package dev.yinhu.accessaudit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.note.KeyType;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log with a second line in ML-DSA-44, and several witnesses of both kinds. */
class WitnessedLogTest {
  private static final long TIME = 1_780_000_000;

  private final LogFiles log = LogFiles.ofSize(600);
  private final String note = LogFiles.note(600, log.root(600));
  private final String text = note.substring(0, note.indexOf("\n\n") + 1);
  private final NoteSigner second = signer(KeyType.ML_DSA_44_COSIGNATURE, LogFiles.ORIGIN, 1);
  private final NoteSigner one = signer(KeyType.ED25519_COSIGNATURE, "one.example", 2);
  private final NoteSigner two = signer(KeyType.ML_DSA_44_COSIGNATURE, "two.example", 3);
  private final NoteSigner three = signer(KeyType.ED25519_COSIGNATURE, "three.example", 4);

  /** Two of three have to cosign. */
  private final Trust trust =
      Trust.of(
          TrustPolicy.parse(
              """
              log %s
              witness One %s
              witness Two %s
              witness Three %s
              group all-of-them 2 One Two Three
              quorum all-of-them
              """
                  .formatted(
                      LogFiles.key().text(),
                      one.key().text(),
                      two.key().text(),
                      three.key().text())));

  private static NoteSigner signer(KeyType type, String name, int fill) {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    Arrays.fill(seed, (byte) fill);
    return new NoteSigner(type, name, seed);
  }

  private Verdict verify(Trust by, String checkpoint) {
    log.files().put("checkpoint", LogFiles.bytes(checkpoint));
    return log.verify(by);
  }

  private static List<String> codes(Verdict verdict) {
    return verdict.findings().stream()
        .map(finding ->
            switch (finding) {
              case Finding.Tampered tampered -> tampered.fault().code();
              case Finding.Unverifiable unverifiable -> unverifiable.fault().code();
              case Finding.Pruned _ -> "pruned";
            })
        .toList();
  }

  private String cosigned(NoteSigner... witnesses) {
    StringBuilder all = new StringBuilder(note).append(second.line(text, 0));
    for (NoteSigner witness : witnesses) {
      all.append(witness.line(text, TIME));
    }
    return all.toString();
  }

  @Test
  void enoughWitnessesAreNamed() {
    Verdict verdict = verify(trust, cosigned(one, two));

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.signed()).isTrue();
    assertThat(verdict.witnesses()).containsExactly("One", "Two");
    assertThat(verify(trust, cosigned(one, two, three)).witnesses()).hasSize(3);
  }

  @Test
  void tooFewWitnessesProveNothing() {
    for (String checkpoint : List.of(cosigned(two), cosigned(two, two), cosigned())) {
      Verdict verdict = verify(trust, checkpoint);
      assertThat(codes(verdict)).containsExactly("cosignatures-missing");
      assertThat(verdict.result()).isEqualTo("unverifiable");
      assertThat(verdict.signed()).isFalse();
    }
  }

  @Test
  void aSecondLineIsVerifiedWhenItsKeyIsGiven() {
    Trust both = Trust.ofKeys(List.of(LogFiles.key(), second.key()));
    assertThat(verify(both, cosigned()).findings()).isEmpty();
    assertThat(verify(Trust.ofKeys(List.of(second.key())), cosigned()).findings()).isEmpty();

    String other = LogFiles.note(599, log.root(599));
    String wrong = note + second.line(other.substring(0, other.indexOf("\n\n") + 1), 0);
    assertThat(codes(verify(both, wrong))).containsExactly("signature-wrong");
    assertThat(codes(verify(LogFiles.trust(), wrong))).isEmpty();
  }

  @Test
  void aCosignatureOfAnotherTreeIsTold() {
    String other = LogFiles.note(599, log.root(599));
    String wrong =
        cosigned(one, three) + two.line(other.substring(0, other.indexOf("\n\n") + 1), TIME);
    assertThat(codes(verify(trust, wrong))).containsExactly("signature-wrong");
  }
}
