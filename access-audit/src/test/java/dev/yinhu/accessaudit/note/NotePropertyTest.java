package dev.yinhu.accessaudit.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Arbitrary and slightly changed notes and keys: refused, never anything worse. */
class NotePropertyTest {
  private static final NoteKey KEY = NoteKey.parse(SignedNoteTest.FOO_KEY);

  @Property(tries = 2_000)
  void arbitraryTextIsReadOrRefused(@ForAll @StringLength(max = 200) String text) {
    tryNote(text);
    tryNote(text + "\n\n\u2014 " + text + "\n");
    tryKey(text);
    tryKey("name+00000000+" + text);
  }

  @Property(tries = 2_000)
  void oneChangedCharacterNeverMakesAnotherAcceptedText(
      @ForAll @IntRange(max = 200) int at,
      @ForAll @CharRange(from = '\u0000', to = '\u2fff') char c) {
    String note = SignedNoteTest.FOO_NOTE;
    int place = at % note.length();
    String changed = note.substring(0, place) + c + note.substring(place + 1);
    String accepted = tryNote(changed);
    assertThat(accepted).isIn("", SignedNote.parse(note).text());
    tryKey(SignedNoteTest.FOO_KEY.substring(0, at % SignedNoteTest.FOO_KEY.length()) + c);
  }

  private static String tryNote(String text) {
    try {
      SignedNote note = SignedNote.parse(text);
      return note.isSignedBy(List.of(KEY)) ? note.text() : "";
    } catch (IllegalArgumentException refused) {
      return "";
    }
  }

  private static void tryKey(String text) {
    try {
      assertThat(NoteKey.parse(text).text()).isNotEmpty();
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotNull();
    }
  }
}
