package dev.yinhu.accessaudit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yinhu.accessaudit.checkpoint.Base64Text;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Sm2NoteTest {
  private static final String TEXT = "what is signed\n";

  private static NoteSigner signer(int seed) {
    byte[] bytes = new byte[NoteSigner.SEED_BYTES];
    Arrays.fill(bytes, (byte) seed);
    return new NoteSigner(KeyType.SM2, "shop.example/certificates", bytes);
  }

  @Test
  void whatOneKeySignsNoOtherKeyOrTextFits() {
    NoteSigner signer = signer(7);
    SignedNote note = SignedNote.parse(signer.sign(TEXT));

    assertThat(note.isSignedBy(List.of(NoteKey.parse(signer.key().text())))).isTrue();
    assertThat(note.isSignedBy(List.of(signer(8).key()))).isFalse();
    String changed = note.note().replace("signed\n\n", "signeD\n\n");
    assertThat(SignedNote.parse(changed).verify(List.of(signer.key())).wrong())
        .containsExactly(signer.key());
  }

  @Test
  void seedsAtTheEdgesOfTheRangeMakeKeys() {
    for (int seed : new int[] {0, 1, 255}) {
      NoteSigner signer = signer(seed);
      assertThat(SignedNote.parse(signer.sign(TEXT)).isSignedBy(List.of(signer.key()))).isTrue();
    }
  }

  @Test
  void aPointOffTheCurveIsNoKey() {
    String text = signer(7).key().text();
    int split = text.length() - text.split("\\+", 3)[2].length();
    byte[] typed = Base64Text.decode(text.substring(split));
    typed[typed.length - 1] ^= 1;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoteKey.parse(text.substring(0, split) + Base64Text.encode(typed)))
        .withMessageContaining("oint");
  }

  @Test
  void aTypeOf255WithAnotherNameIsNotTakenForOurs() {
    byte[] typed = new byte[80];
    typed[0] = (byte) 255;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoteKey.parse("a+00000000+" + Base64Text.encode(typed)))
        .withMessageContaining("255");
  }
}
