package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramsTest {
  private static final DatabaseConfig CONFIG = DatabaseConfig.embedded().withPoolSize(2);

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource(EmbeddedSettings.Way.class)
  void rootRunsPostgresAsSomebodyElse(EmbeddedSettings.Way way) throws Exception {
    assumeTrue(Platform.root(), "only root has to");
    letOthersReach(temp);
    EmbeddedSettings settings = EmbeddedSettings.standard().withWays(way).withoutSync(false);
    DataDirectory directory = DataDirectory.open(temp.resolve("data"));
    Path cluster = directory.path().resolve("postgresql/cluster");
    for (int start = 0; start < 2; start++) {
      try (Database database = Database.open(CONFIG, directory, settings)) {
        assertThat(database.reachable()).isTrue();
        boolean ownedByRoot = Files.getAttribute(cluster, "unix:uid").equals(0);
        assertThat(ownedByRoot).isEqualTo(way == EmbeddedSettings.Way.USER_NAMESPACE);
      }
    }
    // Whoever owns the files runs them later too, whatever is tried first then.
    try (Database database = Database.open(CONFIG, directory, EmbeddedSettings.standard())) {
      assertThat(database.reachable()).isTrue();
    }
    assertThat(OsProcess.alive(lastPid(directory))).isFalse();
  }

  private static long lastPid(DataDirectory directory) throws IOException {
    return PostmasterPid.read(directory.path().resolve("postgresql/cluster"))
        .map(PostmasterPid::pid)
        .orElse(Long.MAX_VALUE);
  }

  private static void letOthersReach(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @Test
  void rootWithoutAnyWayIsToldWhatToDo() {
    assumeTrue(Platform.root(), "only root needs one");
    EmbeddedSettings settings = EmbeddedSettings.standard().withWays();

    assertThatThrownBy(() -> Database.open(CONFIG, DataDirectory.open(temp), settings))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("another user")
        .hasMessageContaining("database.url");
    assertThat(temp.resolve("postgresql/users")).isEmptyDirectory();
  }

  @Test
  void severalMayUnpackAtOnceAndAHalfUnpackedDraftIsDropped() throws Exception {
    Path folder = temp.resolve("cache");
    List<Future<PostgresBinaries>> all = new ArrayList<>();
    String name =
        PostgresBinaries.in(EmbeddedSettings.standard().binaries().orElse(temp))
            .folder()
            .getFileName()
            .toString();
    Files.createDirectories(folder.resolve(name + ".draft/bin"));
    Files.writeString(folder.resolve(name + ".draft/bin/postgres"), "half");
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (int i = 0; i < 3; i++) {
        all.add(threads.submit(() -> PostgresBinaries.in(folder)));
      }
    }
    for (Future<PostgresBinaries> one : all) {
      Path program = Path.of(one.get().program("postgres"));
      assertThat(program).isExecutable();
      assertThat(Files.size(program)).isGreaterThan(1 << 20);
    }
    assertThat(folder.resolve(name + ".draft")).doesNotExist();
  }

  @Test
  void unusableCacheIsReplacedByTheDataDirectory() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    EmbeddedSettings settings =
        EmbeddedSettings.standard().withBinaries(file.resolve("cache")).withoutSync(false);
    DataDirectory directory = DataDirectory.open(temp.resolve("data"));

    try (Database database = Database.open(CONFIG, directory, settings)) {
      assertThat(database.reachable()).isTrue();
      assertThat(directory.path().resolve("postgresql/binaries")).isNotEmptyDirectory();
    }
  }
}
