package dev.yinhu.piiscanner.documents;

import org.xml.sax.helpers.DefaultHandler;

/** Takes the text of a document up to a length. For one document. */
final class BoundedText extends DefaultHandler {
  private final int longest;
  private final StringBuilder text = new StringBuilder();
  private boolean cut;

  BoundedText(int longest) {
    this.longest = longest;
  }

  @Override
  public void characters(char[] buffer, int from, int length) {
    int room = Math.min(length, longest - text.length());
    text.append(buffer, from, room);
    cut |= room < length;
  }

  @Override
  public void ignorableWhitespace(char[] buffer, int from, int length) {
    characters(buffer, from, length);
  }

  /** Whether there was more. */
  boolean cut() {
    return cut;
  }

  String text() {
    return text.toString();
  }
}
