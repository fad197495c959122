package dev.yinhu.accessaudit.search;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.util.AttributeSource.State;
import org.jspecify.annotations.Nullable;

/**
 * Behind the last pair of a run of Chinese characters gives the run's last character alone, of type
 * {@link #RUN_END}. With it every character begins some token, so that one is found by a prefix.
 */
final class RunEndFilter extends TokenFilter {
  /** Type of the tokens that this filter adds. */
  static final String RUN_END = "<RUN_END>";

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
  private final TypeAttribute type = addAttribute(TypeAttribute.class);
  private final PositionIncrementAttribute increment =
      addAttribute(PositionIncrementAttribute.class);

  private String lastCharacter = "";
  private int lastStart;
  private int lastEnd;
  private @Nullable State held;
  private boolean ended;

  RunEndFilter(TokenStream in) {
    super(in);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (held != null) {
      restoreState(held);
      held = null;
      return remembered();
    }
    if (ended || !input.incrementToken()) {
      ended = true;
      return !lastCharacter.isEmpty() && runEnd();
    }
    boolean goesOn = isPair() && offset.startOffset() == lastStart;
    if (!lastCharacter.isEmpty() && !goesOn) {
      held = captureState();
      return runEnd();
    }
    return remembered();
  }

  private boolean isPair() {
    return type.type().equals(CJKBigramFilter.DOUBLE_TYPE);
  }

  private boolean remembered() {
    lastCharacter = "";
    if (isPair()) {
      String pair = term.toString();
      lastCharacter = pair.substring(pair.offsetByCodePoints(0, 1));
      lastEnd = offset.endOffset();
      lastStart = lastEnd - lastCharacter.length();
    }
    return true;
  }

  private boolean runEnd() {
    clearAttributes();
    term.setEmpty().append(lastCharacter);
    offset.setOffset(lastStart, lastEnd);
    type.setType(RUN_END);
    increment.setPositionIncrement(1);
    lastCharacter = "";
    return true;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    lastCharacter = "";
    held = null;
    ended = false;
  }
}
