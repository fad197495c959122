package dev.yinhu.accessaudit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  static final String FOO_KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  static final String FOO_NOTE =
      "This is an example message.\n\n"
          + "\u2014 example.com/foo"
          + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

  private static final NoteKey FOO = NoteKey.parse(FOO_KEY);
  private static final NoteSigner OURS = signer("yinhu.example/log", 1);

  private static NoteSigner signer(String name, int fill) {
    byte[] seed = new byte[NoteSigner.SEED_BYTES];
    Arrays.fill(seed, (byte) fill);
    return new NoteSigner(name, seed);
  }

  private static boolean accepted(String note, NoteKey... keys) {
    return SignedNote.parse(note).isSignedBy(List.of(keys));
  }

  private static String signatureLine(String note) {
    return note.substring(note.indexOf("\n\n") + 2);
  }

  @Test
  void thePublishedSignatureVerifies() {
    assertThat(accepted(FOO_NOTE, FOO)).isTrue();
    assertThat(SignedNote.parse(FOO_NOTE).text()).isEqualTo("This is an example message.\n");
  }

  @Test
  void whatOneSignerSignsItsKeyVerifies() {
    String note = OURS.sign("一行字\nanother line\n");
    assertThat(accepted(note, NoteKey.parse(OURS.key().text()))).isTrue();
    assertThat(OURS.sign("一行字\nanother line\n")).isEqualTo(note);
  }

  @Test
  void changedTextNameOrSignatureIsRefused() {
    assertThat(accepted(FOO_NOTE.replace("example message", "Example message"), FOO)).isFalse();
    assertThat(accepted(FOO_NOTE.replace("com/foo", "com/bar"), FOO)).isFalse();
    assertThat(accepted(FOO_NOTE.replace("Uw2QOkn8", "Uw2QOkn9"), FOO)).isFalse();
    assertThat(accepted(FOO_NOTE.replace("IneyaQM=", "IneyaQI="), FOO)).isFalse();
  }

  @Test
  void aSignatureOfAnotherLengthIsRefused() {
    assertThat(accepted(FOO_NOTE.replace("IneyaQM=", "Inew"), FOO)).isFalse();
  }

  @Test
  void signaturesOfUnknownKeysArePassedOver() {
    String both = FOO_NOTE + signatureLine(OURS.sign("something else\n"));
    assertThat(accepted(both, FOO)).isTrue();
    assertThat(accepted(FOO_NOTE, OURS.key())).isFalse();
    assertThat(accepted(FOO_NOTE)).isFalse();
  }

  @Test
  void aKnownKeyThatSignedWronglyRejectsTheNote() {
    String both = FOO_NOTE + signatureLine(OURS.sign("something else\n"));
    assertThat(accepted(both, FOO, OURS.key())).isFalse();
  }

  @Test
  void textMayHoldEmptyLines() {
    String note = OURS.sign("first\n\nsecond\n");
    assertThat(SignedNote.parse(note).text()).isEqualTo("first\n\nsecond\n");
    assertThat(accepted(note, OURS.key())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\n\u2014 name\n",
        "text\n\n\u2014 name \n",
        "text\n\n\u2014 name AAAAAA==",
        "text\n\n\u2014 name AAAAAA==\n",
        "text\n\n\u2014 name not*base64\n",
        "text\n\n\u2014  AAAAAAAA\n",
        "text\n\n\u2014 a b AAAAAAAA\n",
        "text\n\n\u2014 a+b AAAAAAAA\n",
        "text\n\n\u2014 a\u00a0b AAAAAAAA\n",
        "text\n\n- name AAAAAAAA\n",
        "text\n\n\u2014 name AAAAAAAA\n\u2014 name\n",
        "te\u0000xt\n\n\u2014 name AAAAAAAA\n",
        "te\rxt\n\n\u2014 name AAAAAAAA\n",
        "te\ud800xt\n\n\u2014 name AAAAAAAA\n",
      })
  void malformedNotesAreRefused(String note) {
    assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreThanAHundredSignaturesAreRefused() {
    String line = "\u2014 name AAAAAAAA\n";
    SignedNote.parse("text\n\n" + line.repeat(100));
    assertThatThrownBy(() -> SignedNote.parse("text\n\n" + line.repeat(101)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no newline", "tab\there\n", "bell\u0007\n", "half\udc00\n"})
  void textThatCannotBeANoteIsNotSigned(String text) {
    assertThatThrownBy(() -> OURS.sign(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
