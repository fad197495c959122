package dev.yinhu.crypto.token;

import dev.yinhu.crypto.shape.Misfit;
import dev.yinhu.crypto.shape.Shape;
import dev.yinhu.crypto.shape.ShapedText;
import dev.yinhu.register.ValueFormat;
import java.util.Optional;

/**
 * Makes tokens that look like values of one format: separators stay where they are, the characters
 * that the format keeps stay, the others are drawn, and the check character is computed anew. So
 * systems that check the shape of a value take the token too, and nothing about it says that it is
 * none. Immutable and safe for use by many threads.
 */
public final class TokenShape {
  private final Shape shape;

  /** For values of this format. */
  public TokenShape(ValueFormat format) {
    this.shape = new Shape(format);
  }

  /**
   * Whether the value has the format's characters and length; its check character is not judged.
   */
  public boolean fits(String value) {
    return shape.readUnjudged(value) instanceof ShapedText;
  }

  /**
   * A token for the value.
   *
   * @return empty when the value does not fit the format
   */
  public Optional<String> draw(String value, Draws draws) {
    return switch (shape.readUnjudged(value)) {
      case ShapedText text -> Optional.of(drawn(text, draws));
      case Misfit _ -> Optional.empty();
    };
  }

  private String drawn(ShapedText text, Draws draws) {
    int[] symbols = text.symbols();
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = draws.below(shape.radix());
    }
    return text.with(symbols);
  }
}
