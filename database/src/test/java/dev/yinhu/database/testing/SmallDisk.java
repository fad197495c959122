package dev.yinhu.database.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory. Where mounting is not permitted the test is skipped. */
public record SmallDisk(Path path) implements AutoCloseable {
  /**
   * Mounts it; skips the test when that is not possible.
   *
   * @param options of tmpfs, such as {@code size=20m}
   */
  public static SmallDisk mount(Path path, String options) throws IOException {
    Files.createDirectories(path);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()),
        "mounting is not permitted here");
    return new SmallDisk(path);
  }

  /** Writes until nothing more fits. */
  public void fill() throws IOException {
    int size = 1 << 20;
    try (OutputStream out = Files.newOutputStream(path.resolve("filler"))) {
      while (size > 0) {
        try {
          out.write(new byte[size]);
        } catch (IOException full) {
          size /= 2;
        }
      }
    }
  }

  /** Makes room again. */
  public void free() throws IOException {
    Files.delete(path.resolve("filler"));
  }

  @Override
  public void close() throws IOException {
    run("umount", path.toString());
  }

  private static boolean run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
