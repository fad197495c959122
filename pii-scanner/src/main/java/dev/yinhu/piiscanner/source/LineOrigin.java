package dev.yinhu.piiscanner.source;

/** Counts lines and columns through the text of one passage. For one thread. */
final class LineOrigin implements Passage.Origin {
  private long line;
  private long column;
  private int character;

  /** From the place of the passage's first character, counted from 1. */
  LineOrigin(long line, long column) {
    this.line = line;
    this.column = column;
  }

  @Override
  public Place at(String text, int wanted, int codePoint) {
    advance(text, wanted);
    return new Place.InText(line, column);
  }

  /** Goes on to a character of the text, which lies at or behind the one before. */
  void advance(CharSequence text, int wanted) {
    for (; character < wanted; character++) {
      char c = text.charAt(character);
      if (c == '\n') {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(c)) {
        column++;
      }
    }
  }

  /** The same place as the beginning of another passage. */
  LineOrigin here() {
    return new LineOrigin(line, column);
  }

  long line() {
    return line;
  }
}
