package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Why;
import java.util.List;
import java.util.SortedMap;

/**
 * What came of a scan.
 *
 * @param files read to their end
 * @param bytes of them, after decompression
 * @param malformed sequences of bytes that their encodings do not know
 * @param skipped files left out, by reason
 * @param troubles what went wrong, how often
 * @param unseen those of them after which something may not have been seen
 * @param types what was found, by type
 * @param sources where most was found first; bounded, see {@link Tally#LISTED}
 * @param sourcesWithFindings files in which something was found
 * @param listedSkipped the first of them, bounded the same
 * @param listedTroubles the first of them, bounded the same
 */
public record Summary(
    long files,
    long bytes,
    long malformed,
    SortedMap<Why, Long> skipped,
    long troubles,
    long unseen,
    SortedMap<PiiType, OfType> types,
    List<OfSource> sources,
    long sourcesWithFindings,
    List<WasSkipped> listedSkipped,
    List<WentWrong> listedTroubles) {

  /**
   * What was found of a type.
   *
   * @param count of findings
   * @param sources files that hold some
   * @param confidence mean of it
   * @param first the first of them
   */
  public record OfType(long count, long sources, double confidence, Found first) {}

  /**
   * What was found in a file.
   *
   * @param count of findings
   * @param types their number by type
   */
  public record OfSource(String source, long count, SortedMap<PiiType, Long> types) {}

  /** Findings of all types. */
  public long findings() {
    return types.values().stream().mapToLong(OfType::count).sum();
  }
}
