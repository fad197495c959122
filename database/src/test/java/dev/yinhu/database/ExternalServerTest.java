package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalServerTest {
  @TempDir Path temp;
  private TestDatabase there;

  @BeforeAll
  void startServer() {
    there = TestDatabase.create();
  }

  @AfterAll
  void dropDatabase() {
    there.close();
  }

  private Database open(String url, String password) throws IOException {
    Path file = Files.writeString(temp.resolve("password"), password + "\nsecond line\n");
    return Database.open(
        DatabaseConfig.external(url, there.connectionInfo().user(), file),
        DataDirectory.open(temp.resolve("data")));
  }

  @Test
  void databaseByUrlWorksAndStartsNothing() throws Exception {
    try (Database database = open(there.jdbcUrl(), there.connectionInfo().password())) {
      database.migrate("sample");

      assertThat(database.reachable()).isTrue();
      assertThat(database.connectionInfo().database()).isEqualTo(there.connectionInfo().database());
      assertThat(temp.resolve("data")).isEmptyDirectory();
    }
    assertThat(there.database().reachable()).isTrue();
  }

  @Test
  void commitsAreDurableAlsoWhereTheServerSaysOtherwise() throws Exception {
    String name = there.connectionInfo().database();
    there
        .jdbi()
        .useHandle(h -> h.execute("alter database " + name + " set synchronous_commit = off"));

    try (Database database = open(there.jdbcUrl(), there.connectionInfo().password())) {
      String setting =
          database
              .jdbi()
              .withHandle(h ->
                  h.select("select current_setting('synchronous_commit')")
                      .mapTo(String.class)
                      .one());
      assertThat(setting).isEqualTo("on");
    } finally {
      there
          .jdbi()
          .useHandle(h -> h.execute("alter database " + name + " reset synchronous_commit"));
    }
  }

  @Test
  void wrongPasswordNamesTheFileAndNotThePassword() {
    assertThatThrownBy(() -> open(there.jdbcUrl(), "mistaken"))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("password")
        .hasMessageContaining(temp.toString())
        .hasMessageNotContaining("mistaken");
  }

  @Test
  void emptyOrMissingPasswordFileIsReported() {
    assertThatThrownBy(() -> open(there.jdbcUrl(), ""))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() ->
            Database.open(
                DatabaseConfig.external(there.jdbcUrl(), "yinhu", temp.resolve("none")),
                DataDirectory.open(temp)))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void unknownDatabaseIsReportedAndNotMade() {
    String url = there.connectionInfo().withDatabase("nowhere").jdbcUrl();

    assertThatThrownBy(() -> open(url, there.connectionInfo().password()))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void nothingThereIsReported() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(() -> open("jdbc:postgresql://127.0.0.1:" + port + "/x", "p"))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("nothing answers");
  }

  @Test
  void siblingIsAnotherDatabaseOfTheSameServer() throws Exception {
    try (Database database = open(there.jdbcUrl(), there.connectionInfo().password())) {
      database.createDatabase("shop_of_test");
      database.createDatabase("shop_of_test");
      try (Database shop = database.sibling("shop_of_test")) {
        assertThat(Sql.one(shop, String.class, "SELECT current_database()"))
            .isEqualTo("shop_of_test");
      }
      assertThat(database.reachable()).isTrue();
      assertThatThrownBy(() -> database.sibling("none_such"))
          .isInstanceOf(DatabaseUnavailable.class);
      assertThatThrownBy(() -> database.createDatabase("x; DROP"))
          .isInstanceOf(IllegalArgumentException.class);
      database.jdbi().useHandle(h -> h.execute("DROP DATABASE shop_of_test WITH (FORCE)"));
    }
  }
}
