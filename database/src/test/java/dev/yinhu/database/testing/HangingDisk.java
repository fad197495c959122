package dev.yinhu.database.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of its own that can be made to hang: while it does, whoever writes or flushes waits
 * as on a disk that does not answer. Where mounting is not permitted the test is skipped.
 */
public final class HangingDisk implements AutoCloseable {
  private final Path path;
  private boolean hanging;

  private HangingDisk(Path path) {
    this.path = path;
  }

  /**
   * Makes and mounts it; skips the test when that is not possible.
   *
   * @param place a directory to keep it in
   */
  public static HangingDisk mount(Path place, long bytes) throws IOException {
    Path image = place.resolve("disk.img");
    Path path = Files.createDirectories(place.resolve("hanging"));
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    assumeTrue(run("mkfs.ext4", "-q", image.toString()), "no ext4 here");
    assumeTrue(
        run("mount", "-o", "loop", image.toString(), path.toString()),
        "mounting is not permitted here");
    return new HangingDisk(path);
  }

  /** Where it is mounted. */
  public Path path() {
    return path;
  }

  /** From now on every write waits. */
  public void hang() throws IOException {
    hanging = run("fsfreeze", "-f", path.toString());
    assumeTrue(hanging, "freezing a file system is not permitted here");
  }

  /** What waited goes on. */
  public void goOn() throws IOException {
    if (hanging) {
      run("fsfreeze", "-u", path.toString());
      hanging = false;
    }
  }

  @Override
  public void close() throws IOException {
    goOn();
    // A process that was just killed may hold it for a moment: then it goes when that one has
    // ended.
    if (!run("umount", path.toString())) {
      run("umount", "--lazy", path.toString());
    }
  }

  private static boolean run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
