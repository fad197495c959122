package dev.yinhu.piiscanner.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** XML many times larger than the heap is read to its end, whatever shape it has. */
final class XmlSmallHeapTest {
  private static final long MEGABYTE = 1_000_000;
  private static final String WORDS = "order shipped, 请注意查收 ".repeat(40);
  private static final String LAST = "13812345678";

  @TempDir private Path directory;

  /** A document that is made while it is read: a head, pieces, a tail. For one thread. */
  private static final class Shape extends InputStream {
    private final long bytes;
    private final LongFunction<String> piece;
    private byte[] now;
    private byte[] tail;
    private int at;
    private long count;
    private long given;

    Shape(long megabytes, String head, LongFunction<String> piece, String tail) {
      this.bytes = megabytes * MEGABYTE;
      this.piece = piece;
      this.now = head.getBytes(StandardCharsets.UTF_8);
      this.tail = tail.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
      while (at == now.length) {
        given += now.length;
        at = 0;
        if (given < bytes) {
          now = piece.apply(count++).getBytes(StandardCharsets.UTF_8);
        } else if (tail.length > 0) {
          now = tail;
          tail = new byte[0];
        } else {
          now = new byte[0];
          return -1;
        }
      }
      int more = Math.min(length, now.length - at);
      System.arraycopy(now, at, buffer, from, more);
      at += more;
      return more;
    }
  }

  /** Prints for each shape whether its last value was found, and what went wrong. */
  static final class Finding implements Watcher {
    private boolean found;
    private String wrong = "";

    private Finding() {}

    /** Reads them all; runs in a process of its own. */
    public static void main(String[] none) {
      String end = "<v>" + LAST + "</v></r>";
      tell("rows", new Shape(300, "<r>", i -> "<o><v n='" + i + "'>" + WORDS + "</v></o>\n", end));
      tell("names", new Shape(64, "<r>", i -> "<n" + i + ">" + WORDS + "</n" + i + ">", end));
      tell("parents", new Shape(64, "<r>", i -> "<o><n" + i + "/>" + WORDS + "</o>", end));
      tell("attributes", new Shape(64, "<r>", i -> "<o n" + i + "='" + WORDS + "'/>", end));
      tell("prefixes", new Shape(64, "<r>", i -> "<o xmlns:p='" + i + "'/>" + WORDS, end));
      tell("instructions", new Shape(64, "<r>", i -> "<?i" + i + " " + WORDS + "?>", end));
      tell("text", new Shape(64, "<r>", _ -> WORDS + "&amp;", end));
      tell("cdata", new Shape(64, "<r><![CDATA[", _ -> WORDS, "]]>" + end));
      tell("comment", new Shape(64, "<r><!--", _ -> WORDS, "-->" + end));
      tell("attribute", new Shape(64, "<r a='", _ -> WORDS, "'>" + end));
      tell("name", new Shape(64, "<r><", _ -> "name", ">" + end));
      tell("doctype", new Shape(64, "<!DOCTYPE r [", _ -> WORDS, "]><r>" + end));
    }

    private static void tell(String name, Shape shape) {
      var finding = new Finding();
      FileReading.usual().stream("a.xml", shape, finding);
      System.out.println(name + " " + finding.found + " " + finding.wrong);
    }

    @Override
    public void passage(String source, Passage passage) {
      found |= passage.text().contains(LAST);
    }

    @Override
    public void happened(Happening happening) {
      if (happening instanceof Happening.WentWrong one) {
        wrong += one.wrong();
      }
    }

    @Override
    public void advanced(long bytes) {
      // Not looked at here.
    }
  }

  @Test
  void memoryDoesNotGrowWithTheDocument() throws Exception {
    Path out = directory.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Finding.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();

    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readAllLines(out))
        .isEqualTo(
            List.of(
                "rows true ",
                "names true BROKEN_FORM",
                "parents true BROKEN_FORM",
                "attributes true BROKEN_FORM",
                "prefixes true BROKEN_FORM",
                "instructions true BROKEN_FORM",
                "text true ",
                "cdata true ",
                "comment true BROKEN_FORM",
                "attribute true BROKEN_FORM",
                "name true BROKEN_FORM",
                "doctype true BROKEN_FORM"));
  }
}
