package dev.yinhu.service.cli;

import dev.yinhu.crypto.KeyState;
import dev.yinhu.crypto.KeyringName;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How keyrings and states are spelled on the command line: as in JSON. */
final class KeyWords {

  private KeyWords() {}

  /** Reads the name of a keyring. */
  static final class KeyringConverter implements ITypeConverter<KeyringName> {
    @Override
    public KeyringName convert(String text) {
      return KeyringName.named(text)
          .orElseThrow(() -> new TypeConversionException("expected one of " + keyringWords()));
    }
  }

  /** The keyrings, for the help. */
  static final class Keyrings implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return keyrings().iterator();
    }
  }

  /** Reads a state that a command can bring a version into. */
  static final class StateConverter implements ITypeConverter<KeyState> {
    @Override
    public KeyState convert(String text) {
      return KeyState.of(text)
          .orElseThrow(() -> new TypeConversionException("expected one of " + words(states())));
    }
  }

  /** The states, for the help. */
  static final class States implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return states().iterator();
    }
  }

  private static Stream<String> keyrings() {
    return Arrays.stream(KeyringName.values()).map(KeyringName::text);
  }

  private static Stream<String> states() {
    return Stream.of(
            KeyState.ACTIVE, KeyState.SUSPENDED, KeyState.DEACTIVATED, KeyState.COMPROMISED)
        .map(KeyState::word);
  }

  /** All keyrings in one text. */
  static String keyringWords() {
    return words(keyrings());
  }

  private static String words(Stream<String> words) {
    return words.collect(Collectors.joining(", "));
  }
}
