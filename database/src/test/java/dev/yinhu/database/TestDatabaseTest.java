package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {
  @Test
  void eachDatabaseStartsWithEmptyTables() {
    try (TestDatabase first = TestDatabase.create("sample");
        TestDatabase second = TestDatabase.create("sample")) {
      first.jdbi().useHandle(h -> h.execute("INSERT INTO sample.note (text) VALUES ('a')"));

      assertThat(count(first)).isEqualTo(1);
      assertThat(count(second)).isZero();
    }
  }

  @Test
  void furtherDatabasesOfASetAreCheap() {
    TestDatabase.create("sample").close();
    long begin = System.nanoTime();

    TestDatabase database = TestDatabase.create("sample");

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    assertThat(count(database)).isZero();
    database.close();
  }

  private static int count(TestDatabase database) {
    return database
        .jdbi()
        .withHandle(h -> h.select("SELECT count(*) FROM sample.note").mapTo(Integer.class).one());
  }
}
