package dev.yinhu.database;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory. Where mounting is not permitted the test is skipped. */
record SmallDisk(Path path) implements AutoCloseable {
  private static final int SUCCESS = 0;

  static SmallDisk mount(Path path, String options) throws IOException {
    assumeTrue(Platform.current() == Platform.LINUX && Platform.root(), "mounting needs root");
    Files.createDirectories(path);
    int exit = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString());
    assumeTrue(exit == SUCCESS, "mounting is not permitted here");
    return new SmallDisk(path);
  }

  /** Writes until nothing more fits. */
  void fill() throws IOException {
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

  void free() throws IOException {
    Files.delete(path.resolve("filler"));
  }

  @Override
  public void close() throws IOException {
    run("umount", path.toString());
  }

  private static int run(String... command) throws IOException {
    return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
  }
}
