package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.necessity.Form;
import dev.yinhu.piiscanner.necessity.HeldAt;
import dev.yinhu.piiscanner.necessity.Holding;
import dev.yinhu.piiscanner.necessity.Judged;
import dev.yinhu.piiscanner.necessity.Judgements;
import dev.yinhu.piiscanner.necessity.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that a report tells: data of one type at one place. Holds no value.
 *
 * @param place where
 * @param region where in the file; empty for what is no file, and for all of one
 * @param isFile whether the collection of the place is the path of a file
 * @param type what
 * @param occurrences how many values, at least one
 * @param confidence 0 to 1
 * @param fingerprint keyed hash by which two scans know it again
 * @param judged what the register says of it; empty when it was not held against one
 */
public record ReportItem(
    HeldAt place,
    Optional<Region> region,
    boolean isFile,
    PiiType type,
    long occurrences,
    double confidence,
    String fingerprint,
    Optional<Judged> judged) {
  private static final int LEAST = 20;
  private static final int MOST = 128;

  /** A hexadecimal hash may happen to be all digits; no number of a person is so long. */
  private static final int SURELY = 32;

  /** Checks the bounds, and that a fingerprint is no text. */
  public ReportItem {
    if (occurrences < 1 || !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("an item has an occurrence and a confidence of 0 to 1");
    }
    if (!isFingerprint(fingerprint)) {
      throw new IllegalArgumentException(
          "a fingerprint is 20 to 128 letters, digits, '-' and '_', not a number");
    }
  }

  /**
   * Whether the text can be a fingerprint: so long, or with letters, that no number of a person,
   * card or telephone is taken for one.
   */
  public static boolean isFingerprint(String text) {
    boolean plain = text.chars().allMatch(c -> isDigit(c) || isLetter(c) || c == '-' || c == '_');
    return plain
        && text.length() >= LEAST
        && text.length() <= MOST
        && (text.length() >= SURELY || text.chars().anyMatch(ReportItem::isLetter));
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** The same with one more value. */
  ReportItem again(double anotherConfidence) {
    return new ReportItem(
        place,
        region,
        isFile,
        type,
        occurrences + 1,
        Math.max(confidence, anotherConfidence),
        fingerprint,
        judged);
  }

  /** The items with what was judged of their place and type. */
  public static List<ReportItem> judged(List<ReportItem> items, Judgements judgements) {
    Map<Holding.Key, Judged> byKey = new HashMap<>();
    for (Judged one : judgements.judged()) {
      one.holding().ifPresent(holding -> byKey.put(holding.key(), one));
    }
    return items.stream()
        .map(item ->
            new ReportItem(
                item.place,
                item.region,
                item.isFile,
                item.type,
                item.occurrences,
                item.confidence,
                item.fingerprint,
                Optional.ofNullable(
                    byKey.get(
                        new Holding.Key(item.place, Optional.of(item.type), Form.PLAINTEXT)))))
        .toList();
  }

  /** The verdict, where there is a judgement. */
  public Optional<Verdict> verdict() {
    return judged.map(Judged::verdict);
  }

  /** By what baselines and suppressions know it. */
  public ItemKey key() {
    return new ItemKey(fingerprint, type, place.text());
  }

  /**
   * A region of a text file, in lines and Unicode code points from 1.
   *
   * @param line the line
   * @param column its first character
   * @param endColumn behind its last character
   */
  public record Region(int line, int column, int endColumn) {
    /** Checks the bounds. */
    public Region {
      if (line < 1 || column < 1 || endColumn <= column) {
        throw new IllegalArgumentException("a region has at least one character, counted from 1");
      }
    }
  }
}
