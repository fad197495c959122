package dev.yinhu.accessaudit.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.accessaudit.Until;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.database.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes over one database, each with its own file. */
class SeveralPublishersTest {
  @Test
  void allServeTheSameGrowingLogAndKeepWhatTheyServe(@TempDir Path temporary) throws Exception {
    try (TestDatabase database = TestDatabase.create("audit");
        Node one = Node.start(database, temporary.resolve("one"));
        Node two = Node.start(database, temporary.resolve("two"));
        Node three = Node.start(database, temporary.resolve("three"))) {
      List<Node> nodes = List.of(one, two, three);
      List<Long> before = new ArrayList<>(List.of(0L, 0L, 0L));
      for (int i = 0; i < 200; i++) {
        nodes.get(i % 3).append("entry");
        for (int n = 0; n < 3; n++) {
          long size = nodes.get(n).served().size();
          assertThat(size).isGreaterThanOrEqualTo(before.get(n));
          before.set(n, size);
        }
      }
      for (Node node : nodes) {
        Checkpoint served = node.awaitServed(200);
        assertThat(served.head()).isEqualTo(one.log().head());
        assertThat(node.publisher().checkpoint()).isEqualTo(one.publisher().checkpoint());
        Until.isTrue(() -> keeps(node));
      }
    }
  }

  @Test
  void whenTheNodeThatPublishesEndsAnotherTakesOver(@TempDir Path temporary) {
    try (TestDatabase database = TestDatabase.create("audit");
        Node one = Node.start(database, temporary.resolve("one"));
        Node two = Node.start(database, temporary.resolve("two"))) {
      one.append(1);
      one.awaitServed(1);
      two.awaitServed(1);
      one.stopPublishing();
      two.append(1);
      assertThat(two.awaitServed(2).size()).isEqualTo(2);
    }
  }

  private static boolean keeps(Node node) {
    try {
      return Files.readString(node.kept()).contains("\n200\n");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
