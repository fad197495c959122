package dev.yinhu.crypto.shape;

import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.ValueFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A format of the register made ready to read values by. Immutable. */
public final class Shape {
  /** Longer alphabets are not told in messages. */
  private static final int TOLD_ALPHABET = 64;

  private final ValueFormat format;
  private final int[] alphabet;
  private final Map<Integer, Integer> symbols = new HashMap<>();
  private final Set<Integer> passed = new HashSet<>();

  /** Makes it ready. */
  public Shape(ValueFormat format) {
    this.format = format;
    this.alphabet = format.alphabet().codePoints().toArray();
    for (int i = 0; i < alphabet.length; i++) {
      symbols.put(alphabet[i], i);
    }
    format.passed().codePoints().forEach(passed::add);
  }

  /** How many symbols the alphabet has. */
  public int radix() {
    return alphabet.length;
  }

  /** Takes the value apart. Never throws. */
  public Reading read(String value) {
    return read(value, true);
  }

  /**
   * Takes the value apart without judging its check character, for what only has to look like it: a
   * wrong one is replaced by the right one. Never throws.
   */
  public Reading readUnjudged(String value) {
    return read(value, false);
  }

  private Reading read(String value, boolean judged) {
    int[] text = value.codePoints().toArray();
    int[] places = places(text);
    if (places.length < format.minLength() || places.length > format.maxLength()) {
      return new Misfit(expectedLength());
    }
    int checked = places.length - format.check().length();
    for (int i = 0; i < checked; i++) {
      boolean permuted = i >= format.keepFirst() && i < checked - format.keepLast();
      if ((permuted || hasCheck()) && !symbols.containsKey(text[places[i]])) {
        return new Misfit(expectedAlphabet());
      }
    }
    if (hasCheck() && !isFit(text[places[checked]], check(text, places), judged)) {
      return new Misfit(expectedCheck());
    }
    return new ShapedText(this, text, places);
  }

  /** Not judged, it is any that a check character can be. */
  private boolean isFit(int character, int right, boolean judged) {
    boolean possible =
        (character >= '0' && character <= '9')
            || (format.check() == CheckCharacter.GB11643 && character == 'X');
    return judged ? character == right : possible;
  }

  private String expectedCheck() {
    String spelling = format.check() == CheckCharacter.GB11643 ? ", or write a small x as X" : "";
    return "the last character is not the check character ("
        + format.check().wire()
        + ") of those before it: look for a typing error"
        + spelling;
  }

  private int[] places(int[] text) {
    int[] places = new int[text.length];
    int count = 0;
    for (int i = 0; i < text.length; i++) {
      if (!passed.contains(text[i])) {
        places[count++] = i;
      }
    }
    return Arrays.copyOf(places, count);
  }

  private String expectedLength() {
    String length =
        format.minLength() == format.maxLength()
            ? Integer.toString(format.minLength())
            : format.minLength() + " to " + format.maxLength();
    String apart = passed.isEmpty() ? "" : ", not counting any of \"" + format.passed() + "\"";
    return "expected " + length + " characters" + apart;
  }

  private String expectedAlphabet() {
    String which =
        alphabet.length <= TOLD_ALPHABET
            ? "\"" + format.alphabet() + "\""
            : "the " + alphabet.length + " characters of the field's alphabet";
    String apart = passed.isEmpty() ? "" : " or \"" + format.passed() + "\"";
    String kept =
        !hasCheck() && format.keepFirst() + format.keepLast() > 0
            ? ", but for the first %d and the last %d, which stay"
                .formatted(format.keepFirst(), format.keepLast())
            : "";
    return "expected characters out of " + which + apart + kept;
  }

  ValueFormat format() {
    return format;
  }

  boolean hasCheck() {
    return format.check() != CheckCharacter.NONE;
  }

  int symbol(int character) {
    return symbols.getOrDefault(character, -1);
  }

  int character(int symbol) {
    return alphabet[symbol];
  }

  /** The check character of those before the last of the places. */
  int check(int[] text, int[] places) {
    StringBuilder digits = new StringBuilder(places.length);
    for (int i = 0; i < places.length - 1; i++) {
      digits.appendCodePoint(text[places[i]]);
    }
    return format.check().of(digits).codePointAt(0);
  }
}
