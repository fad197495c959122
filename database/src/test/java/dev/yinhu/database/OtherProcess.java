package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Starts a {@link Holder} and waits until it holds. Closing it lets it end cleanly. */
final class OtherProcess implements AutoCloseable {
  private final Process process;

  private OtherProcess(Process process) {
    this.process = process;
  }

  static OtherProcess start(String what, Path directory) throws IOException {
    OtherProcess other = launch(what, directory);
    BufferedReader out = other.process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).matches("serving .*|port \\d+");
    return other;
  }

  /** Does not wait until it holds. */
  static OtherProcess launch(String what, Path directory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new OtherProcess(
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Holder.class.getName(),
                what,
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  long pid() {
    return process.pid();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    assertThat(process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue()).isZero();
  }
}
