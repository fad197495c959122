package dev.yinhu.service;

import dev.yinhu.crypto.RootKeyException;
import dev.yinhu.crypto.root.SecretSource;
import java.io.Console;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A passphrase that somebody types, unseen. Asked for once; what was typed is kept until this goes,
 * because sealing reads it more than once. For one command.
 */
final class TerminalPassphrase implements SecretSource {

  /** What asks: gives what was typed, or nothing at the end of the input. */
  interface Asking {
    char @Nullable [] ask(String prompt);
  }

  private static final int MOST_UTF8 = 4; // Bytes for a character.

  private final String prompt;
  private final boolean twice;
  private final Supplier<Optional<Asking>> terminal;
  private byte[] typed = new byte[0];

  TerminalPassphrase(String prompt, boolean twice, Supplier<Optional<Asking>> terminal) {
    this.prompt = prompt;
    this.twice = twice;
    this.terminal = terminal;
  }

  /** One that exists already. */
  static TerminalPassphrase asking(String prompt) {
    return new TerminalPassphrase(prompt, false, TerminalPassphrase::ofProcess);
  }

  /** A new one, asked for twice. */
  static TerminalPassphrase choosing(String prompt) {
    return new TerminalPassphrase(prompt, true, TerminalPassphrase::ofProcess);
  }

  private static Optional<Asking> ofProcess() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> text -> console.readPassword("%s", text));
  }

  @Override
  public synchronized byte[] read() {
    if (typed.length == 0) {
      var asking =
          terminal
              .get()
              .orElseThrow(() ->
                  new RootKeyException(
                      "a passphrase is needed and there is no terminal to ask on: set"
                          + " root_key.passphrase_file"));
      typed = ask(asking, prompt);
      if (twice) {
        requireSame(ask(asking, "Once more: "));
      }
    }
    return typed.clone();
  }

  private void requireSame(byte[] again) {
    boolean same = Arrays.equals(typed, again);
    Arrays.fill(again, (byte) 0);
    if (!same) {
      forget();
      throw new RootKeyException("the two passphrases differ; nothing was changed");
    }
  }

  private static byte[] ask(Asking asking, String prompt) {
    char[] chars = asking.ask(prompt);
    if (chars == null || chars.length == 0) {
      throw new RootKeyException("no passphrase was given; nothing was changed");
    }
    byte[] room = new byte[MOST_UTF8 * chars.length];
    ByteBuffer encoded = ByteBuffer.wrap(room);
    var result = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(chars), encoded, true);
    byte[] bytes = Arrays.copyOf(room, encoded.position());
    Arrays.fill(chars, '\0');
    Arrays.fill(room, (byte) 0);
    if (result.isError()) {
      throw new RootKeyException("the passphrase has half a character; nothing was changed");
    }
    return bytes;
  }

  /** Overwrites what was typed. */
  private synchronized void forget() {
    Arrays.fill(typed, (byte) 0);
    typed = new byte[0];
  }

  @Override
  public void close() {
    forget();
  }

  @Override
  public String place() {
    return "the terminal";
  }

  @Override
  public String toString() {
    return "TerminalPassphrase[***]";
  }
}
