package dev.yinhu.service.api;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Trace;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A finding as {@code POST /v1/scan/text} answers it: never with what stands there. */
record FindingView(String type, int start, int end, double confidence, @Nullable TraceView trace) {

  /** All of them. */
  record All(List<FindingView> findings) {}

  /** Why. */
  record TraceView(String detector, List<TermView> terms, List<LoserView> losers) {
    static TraceView of(Trace trace) {
      return new TraceView(
          trace.detector(),
          trace.terms().stream()
              .map(term ->
                  new TermView(
                      term.ground().name().toLowerCase(Locale.ROOT), term.name(), term.weight()))
              .toList(),
          trace.losers().stream()
              .map(l -> new LoserView(l.type().name(), l.start(), l.end(), l.confidence()))
              .toList());
    }
  }

  /** One term of the confidence. */
  record TermView(String ground, String name, double weight) {}

  /** A weaker reading of the same characters. */
  record LoserView(String type, int start, int end, double confidence) {}

  static All of(Stream<Finding> findings, boolean traced) {
    return new All(findings.map(finding -> of(finding, traced)).toList());
  }

  private static FindingView of(Finding finding, boolean traced) {
    return new FindingView(
        finding.type().name(),
        finding.start(),
        finding.end(),
        finding.confidence(),
        traced ? TraceView.of(finding.trace()) : null);
  }
}
