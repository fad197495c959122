package dev.yinhu.accessaudit.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A verifier of exports of its own, in another language, that shares nothing with ours. Without
 * python3 it fails; only {@code -Dyinhu.python=absent} says that it may be left out.
 */
public final class IndependentCheck {
  private IndependentCheck() {}

  public static void accepts(Path directory) throws Exception {
    Assumptions.assumeFalse(
        System.getProperty("yinhu.python", "").equals("absent"), "told that there is no python3");
    Process python = start(directory);
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(python.exitValue()).as(said).isZero();
  }

  private static Process start(Path directory) throws Exception {
    Path script = Path.of(IndependentCheck.class.getResource("/verify/check_export.py").toURI());
    try {
      return new ProcessBuilder("python3", script.toString(), directory.toString())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new AssertionError(
          "python3 is not installed: install it, or leave this check out with"
              + " -Dyinhu.python=absent",
          e);
    }
  }
}
