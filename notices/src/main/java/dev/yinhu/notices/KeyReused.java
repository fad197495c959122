package dev.yinhu.notices;

/** A notice was asked for under the key of another with other content. */
public final class KeyReused extends NoticesException {
  private static final long serialVersionUID = 1L;

  KeyReused(NoticeKey key) {
    super(
        "another notice has the key "
            + key.text()
            + "; ask for the same content, or take another key");
  }
}
