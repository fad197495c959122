package dev.yinhu.notices.callback;

import dev.yinhu.notices.LateWord;
import java.util.List;

/** What came back. */
public sealed interface CallBack {
  /**
   * Signed, fresh and understood.
   *
   * @param words in order; each to be given to {@link dev.yinhu.notices.Notices#hear}
   */
  record Said(List<LateWord> words) implements CallBack {
    /** Copies. */
    public Said {
      words = List.copyOf(words);
    }
  }

  /** Without signature, or with a wrong one. */
  record NotSigned() implements CallBack {}

  /** Signed, but too long ago or ahead of us: look at both clocks, or somebody plays it again. */
  record OutsideWindow() implements CallBack {}

  /** Signed, but not what was agreed; nothing of it was taken in. */
  record NotUnderstood() implements CallBack {}
}
