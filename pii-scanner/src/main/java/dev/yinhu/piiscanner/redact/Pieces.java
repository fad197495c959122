package dev.yinhu.piiscanner.redact;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.redact.Redacted.Replaced;
import dev.yinhu.piiscanner.redact.Replacement.Value;
import dev.yinhu.piiscanner.redact.Replacement.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A text and the pieces of it that are to be replaced, in their order. */
record Pieces(String text, List<Piece> pieces) {

  /** A finding and the characters that it stands in. */
  private record Piece(Finding finding, int from, int to) {}

  /** The findings of a text, in the order of their start, none overlapping another. */
  static Pieces of(String text, List<Finding> findings) {
    List<Piece> pieces = new ArrayList<>(findings.size());
    int point = 0;
    int at = 0;
    for (Finding finding : findings) {
      int from = text.offsetByCodePoints(at, finding.start() - point);
      at = text.offsetByCodePoints(from, finding.end() - finding.start());
      point = finding.end();
      pieces.add(new Piece(finding, from, at));
    }
    return new Pieces(text, pieces);
  }

  int size() {
    return pieces.size();
  }

  Stream<Value> values() {
    return pieces.stream()
        .map(piece -> new Value(piece.finding().type(), text.substring(piece.from(), piece.to())));
  }

  /** The text with these in their places; as many as there are pieces. */
  Redacted with(List<Written> written) {
    StringBuilder out = new StringBuilder(text.length());
    List<Replaced> replaced = new ArrayList<>(pieces.size());
    int from = 0;
    int grown = 0;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      Finding finding = piece.finding();
      String now = written.get(i).text();
      out.append(text, from, piece.from()).append(now);
      from = piece.to();
      int start = finding.start() + grown;
      int end = start + now.codePointCount(0, now.length());
      grown = end - finding.end();
      replaced.add(
          new Replaced(
              finding.type(),
              finding.start(),
              finding.end(),
              finding.confidence(),
              start,
              end,
              written.get(i).keyVersion()));
    }
    return new Redacted(out.append(text, from, text.length()).toString(), replaced);
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "Pieces[" + pieces.size() + "]";
  }
}
