package dev.yinhu.piiscanner.report.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chart of horizontal bars as inline SVG: one colour on white (contrast above 7 to 1), each bar
 * with its name and number as text, so that nothing is told by colour or length alone.
 */
final class BarChart {
  /** Characters of a label that are shown. */
  private static final int LONGEST = 28;

  private static final int MOST = 12;
  private static final int ROW = 24;
  private static final int LABELS = 230;
  private static final int BARS = 330;
  private static final int WIDTH = LABELS + BARS + 100;

  private BarChart() {}

  /**
   * Writes the chart, the largest first; beyond {@value #MOST} the rest is one bar.
   *
   * @param id unique in the document
   */
  static void write(Html html, String id, String title, String others, Map<String, Double> values)
      throws IOException {
    List<Map.Entry<String, Double>> bars = bars(others, values);
    double most = bars.stream().mapToDouble(Map.Entry::getValue).max().orElse(1);
    html.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + (bars.size() * ROW + 4),
        "role",
        "img",
        "aria-labelledby",
        id);
    html.element("title", title, "id", id);
    int y = 0;
    for (Map.Entry<String, Double> bar : bars) {
      long width = Math.round(BARS * bar.getValue() / Math.max(most, 1e-9));
      label(html, bar.getKey(), y + 17);
      html.empty(
          "rect",
          "x",
          String.valueOf(LABELS),
          "y",
          String.valueOf(y + 4),
          "width",
          String.valueOf(Math.max(1, width)),
          "height",
          String.valueOf(ROW - 8));
      html.element(
          "text",
          number(bar.getValue()),
          "x",
          String.valueOf(LABELS + Math.max(1, width) + 6),
          "y",
          String.valueOf(y + 17));
      y += ROW;
    }
    html.close();
  }

  private static List<Map.Entry<String, Double>> bars(String others, Map<String, Double> values) {
    List<Map.Entry<String, Double>> sorted = new ArrayList<>();
    values.forEach((name, value) -> sorted.add(Map.entry(name, value)));
    sorted.sort(
        Comparator.comparingDouble((Map.Entry<String, Double> e) -> e.getValue())
            .reversed()
            .thenComparing(Map.Entry::getKey));
    if (sorted.size() <= MOST) {
      return sorted;
    }
    List<Map.Entry<String, Double>> shown = new ArrayList<>(sorted.subList(0, MOST - 1));
    double rest =
        sorted.subList(MOST - 1, sorted.size()).stream().mapToDouble(Map.Entry::getValue).sum();
    shown.add(Map.entry(others, rest));
    return shown;
  }

  /** With separators between thousands. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /** Pointed at, it shows whole. */
  private static void label(Html html, String label, int y) throws IOException {
    html.open(
        "text", "x", String.valueOf(LABELS - 8), "y", String.valueOf(y), "text-anchor", "end");
    html.element("title", label);
    html.text(shortened(label)).close();
  }

  /** Without its middle: names of stores differ at their ends. */
  private static String shortened(String label) {
    int length = label.codePointCount(0, label.length());
    if (length <= LONGEST) {
      return label;
    }
    int head = label.offsetByCodePoints(0, LONGEST / 2 - 1);
    int tail = label.offsetByCodePoints(label.length(), -LONGEST / 2);
    return label.substring(0, head) + "…" + label.substring(tail);
  }
}
