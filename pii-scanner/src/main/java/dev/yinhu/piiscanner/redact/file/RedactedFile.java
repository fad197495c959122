package dev.yinhu.piiscanner.redact.file;

import java.util.Map;
import java.util.Set;

/** What came of redacting one file. */
public sealed interface RedactedFile {
  /** The name that the file is told under. */
  String source();

  /**
   * There is a redacted copy.
   *
   * @param values how many were replaced, by the name of their type; in the order of the names
   * @param keyVersions of the keys that turn values back, where what was written does not say it
   *     itself; by the name of the type
   * @param malformed sequences that the encoding does not know, written as U+FFFD
   * @param brokenLines lines that were to be JSON and are none, redacted as text
   */
  record Copied(
      String source,
      Map<String, Long> values,
      Map<String, Set<Integer>> keyVersions,
      long malformed,
      long brokenLines)
      implements RedactedFile {}

  /**
   * There is no copy, because it is no text.
   *
   * @param why in a few words
   */
  record LeftOut(String source, String why) implements RedactedFile {}

  /**
   * There is no copy, because something is wrong.
   *
   * @param why in a few words, without anything of what the file holds
   */
  record Failed(String source, String why) implements RedactedFile {}
}
