package dev.yinhu.accessaudit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.accessaudit.checkpoint.Base64Text;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CosignatureTest {
  private static final String CHECKPOINT =
      "yinhu.example/log\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n";
  private static final long TIME = 1_679_315_147;

  private static NoteSigner signer(KeyType type, String name, int fill) {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    Arrays.fill(seed, (byte) fill);
    return new NoteSigner(type, name, seed);
  }

  @Test
  void aNoteWithSeveralSignaturesNamesWhoSigned() {
    NoteSigner log = signer(KeyType.ED25519, "yinhu.example/log", 1);
    NoteSigner logToo = signer(KeyType.ML_DSA_44_COSIGNATURE, "yinhu.example/log", 2);
    NoteSigner one = signer(KeyType.ED25519_COSIGNATURE, "one.example", 3);
    NoteSigner two = signer(KeyType.ML_DSA_44_COSIGNATURE, "two.example", 4);
    NoteSigner absent = signer(KeyType.ED25519_COSIGNATURE, "absent.example", 5);
    String note =
        log.sign(CHECKPOINT)
            + logToo.line(CHECKPOINT, 0)
            + one.line(CHECKPOINT, TIME)
            + two.line(CHECKPOINT, TIME + 1);

    SignedNote read = SignedNote.parse(note);
    Verification all =
        read.verify(List.of(two.key(), absent.key(), log.key(), logToo.key(), one.key()));
    assertThat(all.keys()).containsExactly(log.key(), logToo.key(), one.key(), two.key());
    assertThat(all.by(one.key()).orElseThrow().time()).contains(Instant.ofEpochSecond(TIME));
    assertThat(all.by(two.key()).orElseThrow().time()).contains(Instant.ofEpochSecond(TIME + 1));
    assertThat(all.by(logToo.key()).orElseThrow().time()).isEmpty();
    assertThat(all.by(absent.key())).isEqualTo(Optional.empty());
    assertThat(all.unknown()).isZero();
    assertThat(read.verify(List.of(one.key())).unknown()).isEqualTo(3);
    assertThat(read.note()).isEqualTo(note);
  }

  @Test
  void aKeyThatSignedOnceRightAndOnceWronglyRejectsTheNote() {
    NoteSigner one = signer(KeyType.ED25519_COSIGNATURE, "one.example", 3);
    String other = CHECKPOINT.replace("\n15\n", "\n16\n");
    String note = one.sign(CHECKPOINT) + one.line(other, TIME);
    Verification verification = SignedNote.parse(note).verify(List.of(one.key()));
    assertThat(verification.signed()).hasSize(1);
    assertThat(verification.wrong()).containsExactly(one.key());
    assertThat(verification.accepted()).isFalse();
  }

  @Test
  void theSameSeedGivesUnlikeKeysForUnlikeTypesAndNames() {
    NoteKey log = signer(KeyType.ED25519, "one.example", 3).key();
    NoteKey witness = signer(KeyType.ED25519_COSIGNATURE, "one.example", 3).key();
    assertThat(log).isNotEqualTo(witness);
    assertThat(log.idText()).isNotEqualTo(witness.idText());
    assertThat(log.wrapsSameKeyAs(witness)).isTrue();
    assertThat(NoteKey.parse(witness.text())).isEqualTo(witness).hasSameHashCodeAs(witness);
  }

  @Test
  void aPlainSignatureIsNoCosignatureOfTheSameKey() {
    NoteSigner log = signer(KeyType.ED25519, "one.example", 3);
    NoteSigner witness = signer(KeyType.ED25519_COSIGNATURE, "one.example", 3);
    String note = log.sign(CHECKPOINT);
    assertThat(SignedNote.parse(note).verify(List.of(witness.key())).unknown()).isEqualTo(1);
  }

  @Test
  void timesBeyondWhatCanBeAreWrong() {
    NoteSigner witness = signer(KeyType.ED25519_COSIGNATURE, "one.example", 3);
    String late = CHECKPOINT + "\n" + witness.line(CHECKPOINT, Long.MAX_VALUE);
    assertThat(SignedNote.parse(late).isSignedBy(List.of(witness.key()))).isFalse();
    assertThatThrownBy(() -> witness.line(CHECKPOINT, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mlDsaSignsCheckpointsOnly() {
    NoteSigner witness = signer(KeyType.ML_DSA_44_COSIGNATURE, "one.example", 3);
    assertThatThrownBy(() -> witness.line("no checkpoint\n", TIME))
        .isInstanceOf(IllegalArgumentException.class);
    String line = witness.line(CHECKPOINT, TIME);
    Verification verification =
        SignedNote.parse("no checkpoint\n\n" + line).verify(List.of(witness.key()));
    assertThat(verification.wrong()).containsExactly(witness.key());
  }

  /** The runtime's own ML-DSA is a second implementation; header: RFC 9881, id-ml-dsa-44. */
  @Test
  void theRuntimeVerifiesOurMlDsaSignature() throws Exception {
    NoteSigner witness = signer(KeyType.ML_DSA_44_COSIGNATURE, "one.example", 3);
    String line = witness.line(CHECKPOINT, TIME);
    byte[] blob = Base64Text.decode(line.substring(line.lastIndexOf(' ') + 1).strip());
    byte[] typed = Base64Text.decode(witness.key().text().split("\\+", 3)[2]);
    byte[] header = HexFormat.of().parseHex("30820532300b0609608648016503040311038205210" + "0");
    byte[] encoded = Arrays.copyOf(header, header.length + typed.length - 1);
    System.arraycopy(typed, 1, encoded, header.length, typed.length - 1);

    Signature verifier = Signature.getInstance("ML-DSA-44");
    verifier.initVerify(
        KeyFactory.getInstance("ML-DSA-44").generatePublic(new X509EncodedKeySpec(encoded)));
    verifier.update(
        CosignedMessage.of(KeyType.ML_DSA_44_COSIGNATURE, "one.example", TIME, CHECKPOINT));
    assertThat(verifier.verify(Arrays.copyOfRange(blob, 12, blob.length))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(KeyType.class)
  void seedsOfAnotherLengthAreRefused(KeyType type) {
    assertThatThrownBy(() -> new NoteSigner(type, "log", new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longNamesCannotCosignWithMlDsa() {
    NoteSigner witness = signer(KeyType.ML_DSA_44_COSIGNATURE, "n".repeat(256), 3);
    assertThatThrownBy(() -> witness.line(CHECKPOINT, TIME))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
