package dev.yinhu.accessaudit.note;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * Whatever comes in, only {@link IllegalArgumentException} may come out. Runs its seeds in a build;
 * with {@code JAZZER_FUZZ=1} it searches.
 */
class NoteFuzzTest {
  private static final NoteKey KEY = NoteKey.parse(SignedNoteTest.FOO_KEY);

  @FuzzTest(maxDuration = "20s")
  void keysParseOrAreRefused(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    try {
      assertThat(NoteKey.parse(text).name()).isNotEmpty();
    } catch (IllegalArgumentException expected) {
      assertThat(expected).hasMessageNotContaining("\u0000");
    }
  }

  @FuzzTest(maxDuration = "20s")
  void notesParseOrAreRefused(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    try {
      SignedNote note = SignedNote.parse(text);
      assertThat(note.text()).endsWith("\n");
      if (!text.equals(SignedNoteTest.FOO_NOTE)) {
        assertThat(note.isSignedBy(List.of(KEY)) && !note.text().startsWith("This is")).isFalse();
      }
    } catch (IllegalArgumentException expected) {
      assertThat(expected).hasMessageNotContaining("\u0000");
    }
  }
}
