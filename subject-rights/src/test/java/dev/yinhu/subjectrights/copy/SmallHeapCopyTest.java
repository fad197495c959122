package dev.yinhu.subjectrights.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.CaseTimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody's rows do not fit in the heap, and their copy has them all. */
final class SmallHeapCopyTest {
  /** As texts in memory 200 bytes and more each, so that half of these would fill the heap. */
  private static final int ROWS = Integer.getInteger("yinhu.copy.rows", 200_000);

  private static final String HEAP = "-Xmx96m";
  private static final Duration LONGEST = Duration.ofMinutes(20);

  @TempDir private Path directory;

  /** Makes one copy, in a process of its own with a database of its own. */
  static final class Copier {
    private Copier() {}

    /** Takes the number of rows; prints the facts of the step that made the package. */
    static void main(String[] arguments) throws InterruptedException {
      int half = Integer.parseInt(arguments[0]) / 2;
      try (CopyRoom room = new CopyRoom()) {
        room.execute("insert into users values ('ann', '王芳', null, null, null)");
        room.execute(
            """
            insert into orders select 'order-' || i, 'ann', 'consignee ' || i
            from generate_series(1, ?) i
            """,
            half);
        room.execute(
            """
            insert into chats
            select 'chat-' || i, 'ann', '请问订单 ' || i || ' 什么时候到？我的邻居电话 13987654321 ' || repeat('谢谢', 40)
            from generate_series(1, ?) i
            """,
            half);
        System.out.println(made(room).strip());
      }
    }

    private static String made(CopyRoom room) throws InterruptedException {
      Case asked = room.asked("ann");
      try (var node =
          room.cases.run(Map.of(CaseType.COPY, room.copying().work()), CaseTimes.USUAL)) {
        node.wake(asked.id());
        long end = System.nanoTime() + LONGEST.toNanos();
        while (room.cases.find(asked.id()).orElseThrow().state() != CaseState.COMPLETED
            && System.nanoTime() < end) {
          Thread.sleep(50);
        }
      }
      return room.cases.steps(asked.id()).toString().replace('\n', ' ')
          + room.packages.of(asked.id()).isPresent();
    }
  }

  @Test
  void aCopyLargerThanTheHeapHasEveryRow() throws Exception {
    Path out = directory.resolve("out.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Copier.class.getName(),
                Integer.toString(ROWS))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(LONGEST.toMinutes() + 2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    assertThat(Files.readString(out).strip())
        .contains("rows.shop.orders=" + ROWS / 2, "rows.shop.chats=" + ROWS / 2)
        .endsWith("true");
  }
}
