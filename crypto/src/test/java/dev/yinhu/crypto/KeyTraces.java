package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Looks for a key, or a good part of it, in a text. */
final class KeyTraces {
  private static final int PART = 6;

  private KeyTraces() {}

  static void assertNone(String text, byte[] key) {
    assertThat(text.toLowerCase(Locale.ROOT))
        .doesNotContain(HexFormat.of().formatHex(key, 0, PART));
    assertThat(text).doesNotContain(Arrays.toString(key));
    for (int i = 0; i + PART <= key.length; i++) {
      byte[] part = Arrays.copyOfRange(key, i, i + PART);
      assertThat(text)
          .doesNotContain(Base64.getEncoder().encodeToString(part))
          .doesNotContain(Base64.getUrlEncoder().encodeToString(part))
          .doesNotContain(HexFormat.of().formatHex(part));
    }
  }
}
