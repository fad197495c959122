package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
  private TestDatabase test;
  private Database database;

  @BeforeEach
  void create() {
    test = TestDatabase.create();
    database = test.database();
  }

  @AfterEach
  void drop() {
    test.close();
  }

  private long count(String sql, Object... arguments) {
    return Sql.one(database, Long.class, sql, arguments);
  }

  private void execute(String sql) {
    database.jdbi().useHandle(h -> h.execute(sql));
  }

  @Test
  void migrateMakesTheTablesInTheModulesOwnSchema() {
    database.migrate("sample");
    database.migrate("two-words");

    assertThat(count("SELECT count(*) FROM sample.note")).isZero();
    assertThat(count("SELECT count(*) FROM twowords.thing")).isZero();
    assertThat(count("SELECT count(*) FROM sample.flyway_schema_history WHERE success"))
        .isPositive();
  }

  @Test
  void secondMigrateIsOneQuery() {
    database.migrate("sample");
    execute("DROP TABLE sample.flyway_schema_history");

    database.migrate("sample");

    assertThat(count("SELECT count(*) FROM pg_tables WHERE tablename = 'flyway_schema_history'"))
        .as("the history was not looked at")
        .isZero();
  }

  @Test
  void severalNodesMayMigrateAtOnce() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService nodes = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        all.add(nodes.submit(() -> database.migrate("sample")));
      }
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(
            count("SELECT count(*) FROM sample.flyway_schema_history WHERE script LIKE '%notes%'"))
        .isEqualTo(1);
  }

  @Test
  void failedMigrationKeepsNothingOfItsStepAndIsReported() {
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> database.migrate("broken"))
          .isInstanceOf(MigrationFailed.class)
          .hasMessageContaining("broken");
      assertThat(count("SELECT count(*) FROM pg_tables WHERE tablename = 'first_part'")).isZero();
    }
  }

  @Test
  void filesChangedAfterTheyWereAppliedAreReported() {
    database.migrate("sample");
    execute("COMMENT ON SCHEMA sample IS 'of other files'");
    execute("UPDATE sample.flyway_schema_history SET checksum = 1 WHERE version = '001'");

    assertThatThrownBy(() -> database.migrate("sample")).isInstanceOf(MigrationFailed.class);
  }

  @Test
  void olderNodeGoesOnWithTablesOfANewerOne() {
    database.migrate("sample");
    execute("COMMENT ON SCHEMA sample IS 'of newer files'");
    execute(
        """
        INSERT INTO sample.flyway_schema_history
        SELECT 99, '099', 'later', 'SQL', 'V099__later.sql', 7, 'yinhu', now(), 1, true
        """);

    database.migrate("sample");

    assertThat(count("SELECT count(*) FROM sample.note")).isZero();
  }

  @Test
  void filesInAJarHaveTheFingerprintOfFilesInAFolder(@TempDir Path temp) throws Exception {
    Path jar = temp.resolve("module.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream sql = getClass().getResourceAsStream("/db/sample/V001__notes.sql")) {
      for (String folder : List.of("db/", "db/sample/")) {
        out.putNextEntry(new JarEntry(folder));
      }
      out.putNextEntry(new JarEntry("db/sample/V001__notes.sql"));
      Objects.requireNonNull(sql).transferTo(out);
    }
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      assertThat(Migrations.of("sample", loader)).isEqualTo(Migrations.of("sample"));
    }
  }

  @Test
  void moduleWithoutFilesIsReported() {
    assertThatThrownBy(() -> database.migrate("nothing")).isInstanceOf(MigrationFailed.class);
    assertThatThrownBy(() -> database.migrate("../etc"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
