package dev.yinhu.crypto.index;

import dev.yinhu.register.IndexPart;
import dev.yinhu.register.IndexSettings;
import java.util.Optional;

/** From a value to the text that an index is computed over. Safe for use by many threads. */
public final class IndexedText {
  private final ValueNormalizer normalizer = new ValueNormalizer();

  /** Over the normalisers of this release. */
  public IndexedText() {}

  /**
   * The normalised value, or the part of it that the settings name.
   *
   * @return empty when nothing is left of the value, or when it is shorter than the part
   */
  public Optional<String> of(IndexSettings settings, String value) {
    String whole = normalizer.normalize(settings.normalizer(), value);
    IndexPart part = settings.part();
    if (part.side() == IndexPart.Side.WHOLE) {
      return Optional.of(whole).filter(text -> !text.isEmpty());
    }
    return taken(part, normalizer.partsFrom(settings.normalizer(), whole));
  }

  /**
   * The text of a part that the caller knows by itself, to look it up.
   *
   * @return empty when it has not as many characters as the part
   */
  public Optional<String> ofPart(IndexSettings settings, String part) {
    String text = normalizer.normalizePart(settings.normalizer(), part);
    boolean fits =
        !text.isEmpty() && text.codePointCount(0, text.length()) == settings.part().characters();
    return fits ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> taken(IndexPart part, String text) {
    int length = text.codePointCount(0, text.length());
    if (length < part.characters()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (part.side()) {
          case FIRST -> text.substring(0, text.offsetByCodePoints(0, part.characters()));
          case LAST -> text.substring(text.offsetByCodePoints(0, length - part.characters()));
          case WHOLE -> text;
        });
  }
}
