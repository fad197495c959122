package dev.yinhu.breachresponse.report;

import dev.yinhu.breachresponse.BreachException;
import java.nio.file.Path;

/** There is no font for Chinese where it should be; no PDF was made. */
public final class FontMissing extends BreachException {
  private static final long serialVersionUID = 1L;

  FontMissing(Path font, Throwable cause) {
    super(
        "there is no TrueType font that can be read at "
            + font
            + "; install Debian's fonts-droid-fallback, or give the path of a TrueType font with"
            + " Chinese characters",
        cause);
  }
}
