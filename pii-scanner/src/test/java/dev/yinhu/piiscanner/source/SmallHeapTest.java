package dev.yinhu.piiscanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files larger than the heap are read whole, also when they are one line or one table. */
final class SmallHeapTest {
  private static final int MEGABYTES = 64;
  private static final String CHUNK = "订单已发货，请注意查收。order shipped,".repeat(1000);

  @TempDir private Path directory;

  /** Counts the characters that passages own; runs in a process of its own. */
  static final class Counting {
    private Counting() {}

    /** Prints the sum over the files. */
    public static void main(String[] files) {
      long[] owned = new long[1];
      for (String file : files) {
        FileReading.usual()
            .file(
                Path.of(file),
                file,
                new Watcher() {
                  @Override
                  public void passage(String source, Passage passage) {
                    owned[0] += passage.ownTo() - passage.ownFrom();
                  }

                  @Override
                  public void happened(Happening happening) {
                    if (happening instanceof Happening.WentWrong wrong) {
                      throw new IllegalStateException(wrong.toString());
                    }
                  }

                  @Override
                  public void advanced(long bytes) {
                    // Not looked at here.
                  }
                });
      }
      System.out.println(owned[0]);
    }
  }

  private Path written(String name, String lineEnd) throws IOException {
    Path file = directory.resolve(name);
    int chunk = CHUNK.getBytes(StandardCharsets.UTF_8).length;
    try (Writer out = Files.newBufferedWriter(file)) {
      for (long bytes = 0; bytes < MEGABYTES * 1_000_000L; bytes += chunk) {
        out.write(CHUNK);
        out.write(lineEnd);
      }
    }
    return file;
  }

  @Test
  void aFileLargerThanTheHeapIsReadWhole() throws Exception {
    Path lines = written("lines.log", "\n");
    Path oneLine = written("one-line.txt", "");
    long characters = (long) Files.readString(lines).length() + Files.readString(oneLine).length();
    Path out = directory.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Counting.class.getName(),
                lines.toString(),
                oneLine.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();

    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(out).strip()).isEqualTo(Long.toString(characters));
  }
}
