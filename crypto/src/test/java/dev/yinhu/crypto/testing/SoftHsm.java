package dev.yinhu.crypto.testing;

import dev.yinhu.crypto.root.SecretFile;
import dev.yinhu.crypto.root.TokenSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A PKCS#11 token in software (Debian's package {@code softhsm2}), in a directory of its own, that
 * can be unplugged: its directory is moved away, and the driver then fails for real. Without the
 * package the tests fail, unless {@code -Dyinhu.softhsm=absent} says that it cannot be had. Not
 * safe for use by several threads; one at a time in a process.
 */
public final class SoftHsm {
  /** The token's label. */
  public static final String LABEL = "yinhu-test";

  private static final String VARIABLE = "SOFTHSM2_CONF";
  private static final List<Path> MODULES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
          Path.of("/usr/local/lib/softhsm/libsofthsm2.so"),
          Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

  private final Path directory;
  private final Path tokens;
  private final Path away;
  private final Path configuration;
  private final Path pin;

  private SoftHsm(Path directory) {
    this.directory = directory;
    this.tokens = directory.resolve("tokens");
    this.away = directory.resolve("tokens.away");
    this.configuration = directory.resolve("softhsm2.conf");
    this.pin = directory.resolve("pin");
  }

  /** Makes a token with a PIN, and makes it the one that a driver in this process finds. */
  public static SoftHsm create(Path directory, String pin) {
    requireInstalled();
    SoftHsm made = new SoftHsm(directory);
    try {
      Files.createDirectories(made.tokens);
      Files.writeString(
          made.configuration,
          "directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n"
              .formatted(made.tokens));
      made.writePin(pin);
      made.useHere();
      made.util("--init-token", "--free", "--label", LABEL, "--pin", pin, "--so-pin", "so-" + pin);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireInstalled() {
    if (MODULES.stream().anyMatch(Files::exists)) {
      return;
    }
    Assumptions.assumeFalse(
        "absent".equals(System.getProperty("yinhu.softhsm")), "SoftHSM is said to be absent");
    throw new AssertionError(
        "the tests need SoftHSM: install Debian's package softhsm2 (.ci/install-test-servers), or"
            + " say -Dyinhu.softhsm=absent to go without the tests of HSM tokens");
  }

  private void useHere() throws IOException {
    String place = System.getenv(VARIABLE);
    if (place != null) {
      Files.createDirectories(Path.of(place).toAbsolutePath().getParent());
      Files.copy(configuration, Path.of(place), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Runs SoftHSM's own tool on this token's directory. */
  public String util(String... arguments) {
    List<String> command = new ArrayList<>(List.of("softhsm2-util"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment());
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError("softhsm2-util failed: " + out);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What a process needs in its environment to find this token. */
  public Map<String, String> environment() {
    return Map.of(VARIABLE, configuration.toString());
  }

  /** The driver. */
  public Path module() {
    return MODULES.stream().filter(Files::exists).findFirst().orElseThrow();
  }

  /** The file of the user's PIN. */
  public Path pinFile() {
    return pin;
  }

  /** A key of this label in the token. */
  public TokenSettings settings(String key) {
    return new TokenSettings(module(), LABEL, new SecretFile(pin), key);
  }

  /** Puts a PIN into the file, right or wrong. */
  public void writePin(String text) {
    try {
      Files.writeString(pin, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the token away. */
  public void unplug() {
    move(tokens, away);
  }

  /** Puts it back. */
  public void plugIn() {
    move(away, tokens);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "SoftHsm[" + directory + "]";
  }
}
