package dev.yinhu.crypto.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Runs a class in a process of its own and kills it (kill -9) when it has told enough. */
final class KilledProcess {
  private KilledProcess() {}

  /**
   * Reads what the process tells to its end.
   *
   * @param lines after how many lines that count it is killed
   * @param note takes a line; says whether it counts, as a line of the log does not
   */
  static void run(Class<?> main, List<String> arguments, int lines, Predicate<String> note)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    int told = 0;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      told += note.test(line) ? 1 : 0;
      if (told == lines) {
        // Through its handle, so that what it had said before is read to the end.
        process.toHandle().destroyForcibly();
      }
    }
    process.waitFor();
    assertThat(told).isGreaterThanOrEqualTo(lines);
  }
}
