package dev.yinhu.breachresponse.compensation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What may be told to others of the compensation of an incident. Figures of fewer than five offers
 * are left out, and so that none follows from the rest there are no totals; a figure that is left
 * out alone in its currency takes the next smallest with it.
 */
public record CompensationReport(List<Line> lines) {
  /** The fewest offers that are told. */
  public static final int FEWEST = 5;

  /**
   * A figure.
   *
   * @param offers how many
   * @param amount in minor units
   */
  public record Figure(long offers, long amount) {}

  /**
   * A kind in a state.
   *
   * @param figure empty when it is left out
   */
  public record Line(
      CompensationKind kind, OfferState state, String currency, Optional<Figure> figure) {
    private Line leftOut() {
      return new Line(kind, state, currency, Optional.empty());
    }

    private long offers() {
      return figure.map(Figure::offers).orElse(0L);
    }
  }

  /** Copies. */
  public CompensationReport {
    lines = List.copyOf(lines);
  }

  /** Of all figures, those left out that must be. */
  static CompensationReport of(List<Line> whole) {
    List<Line> lines = new ArrayList<>();
    for (String currency : whole.stream().map(Line::currency).distinct().toList()) {
      lines.addAll(shown(whole.stream().filter(line -> line.currency().equals(currency)).toList()));
    }
    return new CompensationReport(lines);
  }

  private static List<Line> shown(List<Line> lines) {
    long few = lines.stream().filter(line -> line.offers() < FEWEST).count();
    Optional<Line> companion =
        few == 1
            ? lines.stream()
                .filter(line -> line.offers() >= FEWEST)
                .min(Comparator.comparingLong(Line::offers))
            : Optional.empty();
    return lines.stream()
        .map(line ->
            line.offers() < FEWEST || companion.filter(line::equals).isPresent()
                ? line.leftOut()
                : line)
        .toList();
  }
}
