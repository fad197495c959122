package dev.yinhu.crypto.shape;

/**
 * A value that fits its format: the symbols that are permuted, and what stays. Immutable; {@code
 * toString} hides it.
 */
public final class ShapedText implements Reading {
  private final Shape shape;
  private final int[] text;

  /** Where in the text the characters stand that are not passed over, check character included. */
  private final int[] places;

  ShapedText(Shape shape, int[] text, int[] places) {
    this.shape = shape;
    this.text = text;
    this.places = places;
  }

  /** The permuted part as numbers of the alphabet; at least two. */
  public int[] symbols() {
    int[] symbols = new int[permuted()];
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = shape.symbol(text[places[shape.format().keepFirst() + i]]);
    }
    return symbols;
  }

  /** The characters before the permuted part that stay, without those passed over. */
  public String first() {
    return characters(0, shape.format().keepFirst());
  }

  /** The characters behind the permuted part that stay, without check and those passed over. */
  public String last() {
    int from = shape.format().keepFirst() + permuted();
    return characters(from, from + shape.format().keepLast());
  }

  private String characters(int from, int to) {
    StringBuilder kept = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      kept.appendCodePoint(text[places[i]]);
    }
    return kept.toString();
  }

  /** The same text with other symbols in the permuted part, and the check character they give. */
  public String with(int[] symbols) {
    if (symbols.length != permuted()) {
      throw new IllegalArgumentException("as many symbols as are permuted");
    }
    int[] changed = text.clone();
    for (int i = 0; i < symbols.length; i++) {
      changed[places[shape.format().keepFirst() + i]] = shape.character(symbols[i]);
    }
    if (shape.hasCheck()) {
      changed[places[places.length - 1]] = shape.check(changed, places);
    }
    return new String(changed, 0, changed.length);
  }

  private int permuted() {
    return places.length
        - shape.format().keepFirst()
        - shape.format().keepLast()
        - shape.format().check().length();
  }

  @Override
  public String toString() {
    return "ShapedText[***]";
  }
}
