package dev.yinhu.piiscanner.redact.file;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.redact.Replacement.Value;
import dev.yinhu.piiscanner.source.Passage;
import dev.yinhu.piiscanner.source.Search;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in the pieces that it will be written in: what stays, and values that something else will
 * stand for. Takes the passages of one text in their order; each finding belongs to the passage in
 * whose own part it starts. For one thread.
 */
final class Rewritten implements Passage.Sink {
  private final Search search;
  private List<Piece> pieces = new ArrayList<>();
  private boolean replaced;
  private int carried;

  Rewritten(Search search) {
    this.search = search;
  }

  /** A piece of a text. */
  sealed interface Piece {}

  /** What stays. */
  record Stays(String text) implements Piece {
    /** Without the text. */
    @Override
    public String toString() {
      return "Stays[***]";
    }
  }

  /** What is replaced. */
  record Goes(Value value) implements Piece {}

  @Override
  public void take(Passage passage) {
    String text = passage.text();
    int done = passage.ownFrom() + carried;
    int character = 0;
    int point = 0;
    for (Finding finding : search.findings(text, passage.hints())) {
      character = text.offsetByCodePoints(character, finding.start() - point);
      point = finding.start();
      if (character >= passage.ownFrom() && character < passage.ownTo()) {
        int end = text.offsetByCodePoints(character, finding.end() - finding.start());
        done = replace(finding.type(), text, done, character, end);
      }
    }
    stays(text, done, passage.ownTo());
    carried = Math.max(0, done - passage.ownTo());
  }

  /** Only the rest of what a finding at the seam of two passages has replaced in part. */
  private int replace(PiiType type, String text, int done, int start, int end) {
    if (end <= done) {
      return done;
    }
    stays(text, done, start);
    pieces.add(new Goes(new Value(type, text.substring(Math.max(done, start), end))));
    replaced = true;
    return end;
  }

  private void stays(String text, int from, int to) {
    if (from < to) {
      pieces.add(new Stays(text.substring(from, to)));
    }
  }

  /** Whether anything is replaced. */
  boolean replaced() {
    return replaced;
  }

  /** What was taken since this was asked last. */
  List<Piece> pieces() {
    List<Piece> now = pieces;
    pieces = new ArrayList<>();
    return now;
  }
}
