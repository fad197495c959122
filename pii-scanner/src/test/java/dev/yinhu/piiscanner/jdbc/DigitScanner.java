package dev.yinhu.piiscanner.jdbc;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.Trace;
import dev.yinhu.piiscanner.Trace.Ground;
import dev.yinhu.piiscanner.Trace.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds runs of digits: mobile numbers by their shape, cards by the Luhn check, and other runs as
 * weak QQ numbers, less weak in a column that is named so.
 */
final class DigitScanner implements CellScanner {
  static final PiiType MOBILE = new PiiType("CN_MOBILE");
  static final PiiType CARD = new PiiType("BANK_CARD");
  static final PiiType QQ = new PiiType("QQ_ID");
  private static final Pattern RUN = Pattern.compile("[0-9]+");

  @Override
  public List<Finding> scan(String text, Hints hints) {
    List<Finding> findings = new ArrayList<>();
    Matcher runs = RUN.matcher(text);
    while (runs.find()) {
      String run = runs.group();
      int start = text.codePointCount(0, runs.start());
      if (run.matches("1[3-9][0-9]{9}")) {
        findings.add(found(MOBILE, start, run, term(Ground.STRUCTURE, 0.4), check(0.4)));
      } else if (run.length() == 16 && luhn(run)) {
        findings.add(found(CARD, start, run, term(Ground.STRUCTURE, 0.4), check(0.4)));
      } else if (run.length() >= 6 && run.length() <= 11) {
        findings.add(
            hints.names().getFirst().equals("qq")
                ? found(QQ, start, run, term(Ground.STRUCTURE, 0.1), term(Ground.NAME, 0.3))
                : found(QQ, start, run, term(Ground.STRUCTURE, 0.1)));
      }
    }
    return findings;
  }

  private static Term term(Ground ground, double weight) {
    return new Term(ground, "test", weight);
  }

  private static Term check(double weight) {
    return term(Ground.CHECK, weight);
  }

  private static Finding found(PiiType type, int start, String run, Term... terms) {
    double sum = 0;
    for (Term term : terms) {
      sum += term.weight();
    }
    return new Finding(
        type, start, start + run.length(), sum, new Trace("test", List.of(terms), List.of()));
  }

  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = digit * 2;
      sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** With the last digit that makes the check pass. */
  static String card(long fifteen) {
    for (int last = 0; last < 10; last++) {
      String card = "%015d%d".formatted(fifteen, last);
      if (luhn(card)) {
        return card;
      }
    }
    throw new AssertionError();
  }
}
