package dev.yinhu.crypto.token;

import dev.yinhu.register.CheckCharacter;
import dev.yinhu.register.ValueFormat;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes tokens that look like values of one format: separators stay where they are, the characters
 * that the format keeps stay, the others are drawn, and the check character is computed anew. So
 * systems that check the shape of a value take the token too, and nothing about it says that it is
 * none. Immutable and safe for use by many threads.
 */
public final class TokenShape {
  private final ValueFormat format;
  private final int[] alphabet;

  /** For values of this format. */
  public TokenShape(ValueFormat format) {
    this.format = format;
    this.alphabet = format.alphabet().codePoints().toArray();
  }

  /**
   * Whether the value has the format's characters and length; its check character is not judged.
   */
  public boolean fits(String value) {
    int[] counted = value.codePoints().filter(c -> !passed(c)).toArray();
    int body = counted.length - format.check().length();
    if (counted.length < format.minLength() || counted.length > format.maxLength()) {
      return false;
    }
    for (int i = 0; i < body; i++) {
      if (format.alphabet().indexOf(counted[i]) < 0) {
        return false;
      }
    }
    return body == counted.length || isCheckCharacter(counted[body]);
  }

  private boolean passed(int codePoint) {
    return format.passed().indexOf(codePoint) >= 0;
  }

  private boolean isCheckCharacter(int codePoint) {
    boolean digit = codePoint >= '0' && codePoint <= '9';
    return digit || (format.check() == CheckCharacter.GB11643 && codePoint == 'X');
  }

  /**
   * A token for the value.
   *
   * @return empty when the value does not fit the format
   */
  public Optional<String> draw(String value, Draws draws) {
    return fits(value) ? Optional.of(drawn(value, draws)) : Optional.empty();
  }

  private String drawn(String value, Draws draws) {
    int[] characters = value.codePoints().toArray();
    int total = (int) value.codePoints().filter(c -> !passed(c)).count();
    int body = total - format.check().length();
    StringBuilder digits = new StringBuilder();
    int place = 0;
    for (int i = 0; i < characters.length; i++) {
      if (passed(characters[i])) {
        continue;
      }
      if (place < body) {
        boolean keeps = place < format.keepFirst() || place >= body - format.keepLast();
        characters[i] = keeps ? characters[i] : alphabet[draws.below(alphabet.length)];
        digits.appendCodePoint(characters[i]);
      } else {
        characters[i] = format.check().of(digits).codePointAt(0);
      }
      place++;
    }
    return Arrays.stream(characters).mapToObj(Character::toString).collect(Collectors.joining());
  }
}
