package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestServer;
import java.time.Duration;
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
  void closedListenerHearsNothing() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    AtomicInteger begun = new AtomicInteger();
    Subscription closed =
        server.database().listen("d", p -> heard.add("closed"), begun::incrementAndGet);
    Subscription good = server.database().listen("d", heard::add, begun::incrementAndGet);
    Await.until("both are listened for", () -> begun.get() == 2);

    closed.close();
    send("d", "1");
    send("d", "2");

    Await.until("the last has come", () -> heard.contains("2"));
    assertThat(heard).containsExactly("1", "2");
    good.close();
  }

  @Test
  void failedDeliveryIsRetriedByLoadingAfreshAndTheOthersAreToldAllTheSame() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    AtomicInteger loads = new AtomicInteger();
    AtomicInteger othersLoads = new AtomicInteger();
    Subscription failing =
        server.database().listen("e", NotificationsTest::fail, loads::incrementAndGet);
    Subscription good = server.database().listen("e", heard::add, othersLoads::incrementAndGet);
    Await.until("both are listened for", () -> loads.get() == 1 && othersLoads.get() == 1);

    send("e", "1");

    Await.until("the failed one has loaded afresh", () -> loads.get() == 2);
    Await.until("the other too", () -> othersLoads.get() == 2);
    assertThat(heard).containsExactly("1");
    failing.close();
    send("e", "2");
    Await.until("the other still hears", () -> heard.contains("2"));
    good.close();
  }

  @Test
  void failedLoadingIsRetriedWithGrowingPausesUntilItSucceeds() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    List<Long> loads = new CopyOnWriteArrayList<>();
    AtomicInteger othersLoads = new AtomicInteger();
    Subscription good = server.database().listen("f", heard::add, othersLoads::incrementAndGet);
    Await.until("the other is listened for", () -> othersLoads.get() == 1);
    Subscription failing =
        server
            .database()
            .listen(
                "f",
                heard::add,
                () -> {
                  loads.add(System.nanoTime());
                  if (loads.size() == 1) {
                    throw new AssertionError("an error counts as a failure, too");
                  }
                  if (loads.size() < 4) {
                    fail("load");
                  }
                });

    Await.until("it has succeeded", () -> loads.size() == 4 && othersLoads.get() == 4);
    // 50, 100 and 200 ms at least; longer when other listeners failed just before.
    assertThat(Duration.ofNanos(loads.get(3) - loads.get(0))).isGreaterThan(Duration.ofMillis(340));
    send("f", "1");

    Await.until("both hear", () -> heard.size() == 2);
    assertThat(loads).hasSize(4);
    failing.close();
    good.close();
  }

  @Test
  void listeningGoesOnWhenConnectingFailsUnexpectedly() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    Connector connector =
        new Connector(
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("no connection now");
              }
              return server.database().connectionInfo();
            },
            Duration.ofSeconds(10));
    try (Notifications notifications = new Notifications(connector)) {
      notifications.listen("g", p -> {}, begun::incrementAndGet);

      Await.until("the second attempt succeeded", () -> begun.get() == 1);
    }
  }

  private static void fail(String payload) {
    throw new IllegalStateException(payload);
  }

  @Test
  void channelMustBeAPlainName() {
    assertThatThrownBy(() -> server.database().listen("a; DROP", p -> {}, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
