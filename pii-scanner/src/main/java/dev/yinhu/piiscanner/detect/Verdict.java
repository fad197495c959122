package dev.yinhu.piiscanner.detect;

/** What words or names around a value say of a reading. */
enum Verdict {
  /** Nothing. */
  SILENT,
  /** It is that. */
  FOR,
  /** It is something else. */
  AGAINST
}
