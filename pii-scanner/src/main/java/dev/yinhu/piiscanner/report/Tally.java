package dev.yinhu.piiscanner.report;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.report.Summary.OfSource;
import dev.yinhu.piiscanner.report.Summary.OfType;
import dev.yinhu.piiscanner.source.Happening;
import dev.yinhu.piiscanner.source.Happening.WasRead;
import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.WentWrong;
import dev.yinhu.piiscanner.source.Happening.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a scan comes by, in memory that does not grow with it. Findings of one source come
 * behind each other. For one thread.
 */
public final class Tally implements PassageScan.Listener {
  /** Sources, skipped files and troubles that are listed at most. */
  public static final int LISTED = 1000;

  private static final Comparator<OfSource> BY_COUNT =
      Comparator.comparingLong(OfSource::count)
          .thenComparing(OfSource::source, Comparator.reverseOrder());

  private final SortedMap<Why, Long> skipped = new TreeMap<>();
  private final SortedMap<PiiType, OfType> types = new TreeMap<>();
  private final PriorityQueue<OfSource> most = new PriorityQueue<>(BY_COUNT);
  private final List<WasSkipped> listedSkipped = new ArrayList<>();
  private final List<WentWrong> listedTroubles = new ArrayList<>();
  private @Nullable String source;
  private SortedMap<PiiType, Long> ofSource = new TreeMap<>();
  private long sourcesWithFindings;
  private long files;
  private long bytes;
  private long malformed;
  private long troubles;
  private long unseen;

  @Override
  public void found(Found found) {
    if (!found.source().equals(source)) {
      sourceEnds();
      source = found.source();
      sourcesWithFindings++;
    }
    boolean newHere = ofSource.merge(found.type(), 1L, Long::sum) == 1;
    types.merge(
        found.type(),
        new OfType(1, 1, found.confidence(), found),
        (so, one) -> added(so, one, newHere));
  }

  private static OfType added(OfType so, OfType one, boolean newHere) {
    long count = so.count() + 1;
    double mean = so.confidence() + (one.confidence() - so.confidence()) / count;
    return new OfType(count, so.sources() + (newHere ? 1 : 0), mean, so.first());
  }

  private void sourceEnds() {
    if (source != null) {
      long count = ofSource.values().stream().mapToLong(Long::longValue).sum();
      most.add(new OfSource(source, count, ofSource));
      ofSource = new TreeMap<>();
      if (most.size() > LISTED) {
        most.remove();
      }
    }
  }

  @Override
  public void happened(Happening happening) {
    switch (happening) {
      case WasRead read -> {
        files++;
        bytes += read.bytes();
        malformed += read.malformed();
      }
      case WasSkipped one -> {
        skipped.merge(one.why(), 1L, Long::sum);
        list(one, listedSkipped);
      }
      case WentWrong one -> {
        troubles++;
        unseen += one.wrong().fails() ? 1 : 0;
        list(one, listedTroubles);
      }
    }
  }

  private static <T> void list(T one, List<T> list) {
    if (list.size() < LISTED) {
      list.add(one);
    }
  }

  /** What came of the scan; nothing is told to this tally behind it. */
  public Summary summary() {
    sourceEnds();
    source = null;
    List<OfSource> sources = new ArrayList<>(most);
    sources.sort(BY_COUNT.reversed());
    return new Summary(
        files,
        bytes,
        malformed,
        skipped,
        troubles,
        unseen,
        types,
        List.copyOf(sources),
        sourcesWithFindings,
        List.copyOf(listedSkipped),
        List.copyOf(listedTroubles));
  }
}
