package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.database.testing.TestDatabase;
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

    System.out.printf("test database: %d ms%n", (System.nanoTime() - begin) / 1_000_000);
    assertThat(count(database)).isZero();
    database.close();
  }

  private static int count(TestDatabase database) {
    return database
        .jdbi()
        .withHandle(h -> h.select("SELECT count(*) FROM sample.note").mapTo(Integer.class).one());
  }
}
