package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotificationsTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void send(String channel, String payload) {
    server.database().jdbi().useHandle(h -> h.execute("SELECT pg_notify(?, ?)", channel, payload));
  }

  @Test
  void listenersHearTheirChannelOnly() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    AtomicInteger begun = new AtomicInteger();
    Subscription a = server.database().listen("a", heard::add, begun::incrementAndGet);
    Subscription b = server.database().listen("b", p -> heard.add("b" + p), begun::incrementAndGet);
    Await.until("both are listened for", () -> begun.get() == 2);

    send("a", "1");
    send("c", "2");
    send("b", "3");

    Await.until("the last has come", () -> heard.contains("b3"));
    assertThat(heard).containsExactly("1", "b3");
    a.close();
    b.close();
  }

  @Test
  void listenerHearsAgainAfterTheServerDied() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    AtomicInteger begun = new AtomicInteger();
    Subscription listener = server.database().listen("again", heard::add, begun::incrementAndGet);
    Await.until("it is listened for", () -> begun.get() == 1);

    server.kill();

    Await.until("it is listened for again", () -> begun.get() == 2);
    Await.until("the pool is back", server.database()::reachable);
    send("again", "x");
    Await.until("it hears", () -> heard.contains("x"));
    listener.close();
  }

  @Test
  void closedListenerHearsNothingAndAFailingOneDisturbsNobody() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    AtomicInteger begun = new AtomicInteger();
    Subscription closed =
        server.database().listen("d", p -> heard.add("closed"), begun::incrementAndGet);
    Subscription failing =
        server
            .database()
            .listen(
                "d",
                p -> {
                  throw new IllegalStateException(p);
                },
                begun::incrementAndGet);
    Subscription good = server.database().listen("d", heard::add, begun::incrementAndGet);
    Await.until("all are listened for", () -> begun.get() == 3);

    closed.close();
    send("d", "1");
    send("d", "2");

    Await.until("the last has come", () -> heard.contains("2"));
    assertThat(heard).containsExactly("1", "2");
    failing.close();
    good.close();
  }

  @Test
  void channelMustBeAPlainName() {
    assertThatThrownBy(() -> server.database().listen("a; DROP", p -> {}, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
