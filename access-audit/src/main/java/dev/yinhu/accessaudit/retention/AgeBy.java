package dev.yinhu.accessaudit.retention;

/** By what it is decided how old an entry is. */
enum AgeBy {
  /** Somebody looked at the plan and vouches for the clock. */
  CLOCK("clock"),
  /** Nobody did: the log's own course must show the age as well. */
  LOG("log");

  private final String word;

  AgeBy(String word) {
    this.word = word;
  }

  /** Its name in entries of the log. */
  String word() {
    return word;
  }
}
