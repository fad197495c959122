package dev.yinhu.subjectrights.connect;

/** A store answered something that cannot be used; it shows nothing of what. */
final class BadAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  BadAnswer(String code) {
    super("a store answered what cannot be used: " + code);
    this.code = code;
  }

  String code() {
    return code;
  }
}
