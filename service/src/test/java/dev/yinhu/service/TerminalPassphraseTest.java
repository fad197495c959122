package dev.yinhu.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yinhu.crypto.RootKeyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TerminalPassphraseTest {
  private final Deque<char[]> typed = new ArrayDeque<>();
  private final List<char[]> given = new ArrayList<>();
  private final List<String> prompts = new ArrayList<>();

  private TerminalPassphrase passphrase(boolean twice, String... lines) {
    for (String line : lines) {
      typed.add(line.toCharArray());
    }
    return new TerminalPassphrase("Say it: ", twice, () -> Optional.of(this::answer));
  }

  private char[] answer(String prompt) {
    prompts.add(prompt);
    char[] next = typed.remove();
    given.add(next);
    return next;
  }

  @Test
  void isAskedForOnceAndTheTypedCharactersAreOverwritten() {
    TerminalPassphrase passphrase = passphrase(false, "口令 words");

    assertThat(passphrase.read()).isEqualTo("口令 words".getBytes(StandardCharsets.UTF_8));
    assertThat(passphrase.read()).isEqualTo("口令 words".getBytes(StandardCharsets.UTF_8));

    assertThat(prompts).containsExactly("Say it: ");
    assertThat(given.getFirst()).containsOnly('\0');
    assertThat(passphrase.toString()).doesNotContain("words");
  }

  @Test
  void onceClosedItIsAskedForAgain() {
    TerminalPassphrase passphrase = passphrase(false, "first", "second");
    assertThat(passphrase.read()).isEqualTo("first".getBytes(StandardCharsets.UTF_8));

    passphrase.close();

    assertThat(passphrase.read()).isEqualTo("second".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aNewOneIsTypedTwiceTheSame() {
    assertThat(passphrase(true, "same", "same").read())
        .isEqualTo("same".getBytes(StandardCharsets.UTF_8));
    TerminalPassphrase differing = passphrase(true, "one", "another");

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(differing::read)
        .withMessageContaining("differ");
  }

  @Test
  void nothingTypedIsNoPassphrase() {
    TerminalPassphrase empty = passphrase(false, "");

    assertThatExceptionOfType(RootKeyException.class).isThrownBy(empty::read);
  }

  @Test
  void withoutATerminalTheSettingIsNamed() {
    TerminalPassphrase none = new TerminalPassphrase("Say it: ", false, Optional::empty);

    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(none::read)
        .withMessageContaining("root_key.passphrase_file");
  }
}
