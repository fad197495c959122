package dev.yinhu.breachresponse.scope;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What names that come again and again stand for, made once for each: found by their bytes without
 * making a text. Of two that fall on one place the later one is kept. For one thread.
 */
final class LeafNames<T> {
  private static final int SLOTS = 1 << 13;

  private static final class Known<T> {
    private final byte[] name;
    private final T meant;

    Known(byte[] name, T meant) {
      this.name = name;
      this.meant = meant;
    }
  }

  private final Function<String, T> meaning;
  private final @Nullable Known<T>[] slots;

  /**
   * @param meaning of a name; throws {@link IllegalArgumentException} when it has none
   */
  LeafNames(Function<String, T> meaning) {
    this.meaning = meaning;
    this.slots = slots();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> @Nullable Known<T>[] slots() {
    return new Known[SLOTS];
  }

  /**
   * What the bytes stand for.
   *
   * @throws IllegalArgumentException when they are no text, or one without meaning
   */
  T of(byte[] from, int start, int length) {
    int hash = 0;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + from[i];
    }
    int slot = (hash ^ hash >>> 13 ^ hash >>> 26) & (SLOTS - 1);
    Known<T> known = slots[slot];
    if (known == null
        || !Arrays.equals(known.name, 0, known.name.length, from, start, start + length)) {
      known = make(Arrays.copyOfRange(from, start, start + length));
      slots[slot] = known;
    }
    return known.meant;
  }

  private Known<T> make(byte[] name) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
      return new Known<>(name, meaning.apply(text));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the bytes are no text");
    }
  }
}
