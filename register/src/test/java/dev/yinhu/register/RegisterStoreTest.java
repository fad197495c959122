package dev.yinhu.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.register.testing.Registers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

class RegisterStoreTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-06-01T04:00:00.123456789Z"));

  private TestDatabase database;
  private RegisterStore store;

  @BeforeEach
  void open() {
    database = TestDatabase.create("register");
    store = new RegisterStore(database.jdbi());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nothingIsCurrentBeforeTheFirstVersion() {
    assertThat(store.current()).isEmpty();
    assertThat(store.versions(10)).isEmpty();
    assertThat(store.version(1)).isEmpty();
  }

  @Test
  void appliedSourcesComeBackCharacterForCharacter() {
    var odd = new RegisterSource("名字.yaml", "a: \"\\u0000 \\uD83D\"\r\n\t# 😀 'quoted' \\ /\n");
    List<RegisterSource> sources = List.of(Registers.shopSource(), odd);

    StoredRegister applied = store.apply(sources, "admin", CLOCK);

    assertThat(applied.version()).isEqualTo(1);
    assertThat(applied.appliedAt()).isEqualTo(Instant.parse("2026-06-01T04:00:00.123456Z"));
    assertThat(applied.sha256()).matches("[0-9a-f]{64}");
    assertThat(store.current()).contains(applied);
    assertThat(store.version(1).orElseThrow().sources()).isEqualTo(sources);
  }

  @Test
  void sameSourcesMakeNoNewVersionButOlderOnesDo() {
    store.apply(sources("a"), "first", CLOCK);
    StoredRegister again = store.apply(sources("a"), "second", CLOCK);
    store.apply(sources("b"), "third", CLOCK);
    StoredRegister back = store.apply(sources("a"), "fourth", CLOCK);

    assertThat(again.version()).isEqualTo(1);
    assertThat(again.appliedBy()).isEqualTo("first");
    assertThat(back.version()).isEqualTo(3);
    assertThat(store.versions(2)).extracting(StoredRegister::version).containsExactly(3L, 2L);
  }

  @Test
  void textMovedBetweenNameAndTextIsAnotherVersion() {
    store.apply(List.of(new RegisterSource("ab", "c")), "admin", CLOCK);

    assertThat(store.apply(List.of(new RegisterSource("a", "bc")), "admin", CLOCK).version())
        .isEqualTo(2);
  }

  @Test
  void concurrentAppliersGetConsecutiveVersions() throws Exception {
    int appliers = 16;
    CountDownLatch start = new CountDownLatch(1);
    List<Future<StoredRegister>> results = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < appliers; i++) {
        List<RegisterSource> mine = sources("text " + i);
        results.add(
            executor.submit(() -> {
              start.await();
              return store.apply(mine, "admin", CLOCK);
            }));
      }
      start.countDown();
    }

    assertThat(results.stream().map(RegisterStoreTest::outcome).map(StoredRegister::version))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, appliers).boxed().toList());
    assertThat(store.versions(100)).hasSize(appliers);
  }

  @Test
  void concurrentAppliersOfTheSameSourcesShareOneVersion() throws Exception {
    List<Future<StoredRegister>> results = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        results.add(executor.submit(() -> store.apply(sources("same"), "admin", CLOCK)));
      }
    }

    assertThat(results.stream().map(RegisterStoreTest::outcome).map(StoredRegister::version))
        .containsOnly(1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update register.versions set applied_by = 'me'",
        "delete from register.versions",
        "truncate register.versions"
      })
  void storedVersionCannotBeChanged(String sql) {
    StoredRegister applied = store.apply(sources("a"), "admin", CLOCK);

    assertThatThrownBy(() -> database.jdbi().useHandle(handle -> handle.execute(sql)))
        .hasMessageContaining("immutable");
    assertThat(store.current()).contains(applied);
  }

  @Test
  void newVersionIsAnnouncedAndAnUnchangedOneIsNot() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("listen " + RegisterStore.CHANNEL);
      store.apply(sources("a"), "admin", CLOCK);
      store.apply(sources("a"), "admin", CLOCK);

      assertThat(connection.unwrap(PGConnection.class).getNotifications(5_000))
          .singleElement()
          .satisfies(n -> assertThat(n.getParameter()).isEqualTo("1"));
    }
  }

  @Test
  void whatCannotBeStoredIsRefused() {
    assertThatThrownBy(() -> store.apply(List.of(), "admin", CLOCK))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.apply(sources("\uD800"), "admin", CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not valid Unicode");
    assertThatThrownBy(() -> store.apply(sources("a"), " ", CLOCK))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.current()).isEmpty();
  }

  private static List<RegisterSource> sources(String text) {
    return List.of(new RegisterSource("register.yaml", text));
  }

  private static StoredRegister outcome(Future<StoredRegister> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
