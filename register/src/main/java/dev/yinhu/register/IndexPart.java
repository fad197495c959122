package dev.yinhu.register;

/**
 * Which part of a normalised value an index is computed over.
 *
 * @param side the whole value, or the end from which characters are taken
 * @param characters how many code points are taken, 1 or more; 0 for the whole value
 */
public record IndexPart(Side side, int characters) {
  /** Where the part lies. */
  public enum Side {
    WHOLE,
    FIRST,
    LAST
  }

  /** The whole value. */
  public static final IndexPart WHOLE = new IndexPart(Side.WHOLE, 0);

  /** Checks the bounds; throws {@link IllegalArgumentException}. */
  public IndexPart {
    if ((side == Side.WHOLE) != (characters == 0) || characters < 0) {
      throw new IllegalArgumentException("a part of a value has one character or more");
    }
  }
}
