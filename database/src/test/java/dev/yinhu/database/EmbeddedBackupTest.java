package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a running embedded server, restored into another directory. */
class EmbeddedBackupTest {
  @TempDir Path directory;

  /** Files in a directory, and their names in the order they came. */
  private record Folder(Path root, List<String> directories, List<String> files)
      implements BackupSink {
    static Folder in(Path root) {
      return new Folder(root, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public void directory(String name) throws IOException {
      Files.createDirectories(root.resolve(name));
      directories.add(name);
    }

    @Override
    public void file(String name, Path source) throws IOException {
      Files.copy(source, root.resolve(name));
      files.add(name);
    }

    @Override
    public void file(String name, byte[] content) throws IOException {
      Files.write(root.resolve(name), content);
      files.add(name);
    }

    void restore(DataDirectory target) throws IOException {
      try (EmbeddedRestore restore = EmbeddedRestore.begin(target)) {
        restore(restore);
        restore.commit();
      }
    }

    void restore(EmbeddedRestore restore) throws IOException {
      for (String name : directories) {
        restore.directory(name);
      }
      for (String name : files) {
        restore.file(name, root.resolve(name));
      }
    }
  }

  private static Folder backUp(Database database, DataDirectory from, Path to) throws IOException {
    Folder folder = Folder.in(Files.createDirectories(to));
    try (EmbeddedBackup backup = EmbeddedBackup.start(database, from)) {
      backup.copyFiles(folder);
      backup.copyLog(backup.stop(), folder);
    }
    return folder;
  }

  private static long count(Database database) {
    return database
        .jdbi()
        .withHandle(h -> h.select("select count(*) from kept").mapTo(Long.class).one());
  }

  private static Database open(DataDirectory at) {
    return Database.open(DatabaseConfig.embedded().withPoolSize(4), at);
  }

  /** Writes rows, tables and much log until told to stop. */
  private static Thread writer(Database database, AtomicBoolean stop, AtomicLong committed) {
    return Thread.ofPlatform()
        .start(() -> {
          for (long id = 1; !stop.get(); id++) {
            long number = id;
            database
                .jdbi()
                .useHandle(h -> {
                  h.execute("insert into kept values (?, repeat('x', 500))", number);
                  if (number % 50 == 0) {
                    h.execute("create table t_" + number + " as select * from kept limit 100");
                    h.execute("drop table if exists t_" + (number - 50));
                  }
                  if (number % 100 == 0) {
                    h.execute("select pg_switch_wal()");
                    h.execute("checkpoint");
                  }
                });
            committed.set(number);
          }
        });
  }

  @Test
  void whatWasCommittedBeforeTheStopIsThereWhateverWasWrittenMeanwhile() throws Exception {
    DataDirectory from = DataDirectory.open(directory.resolve("from"));
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong committed = new AtomicLong();
    Folder folder = Folder.in(Files.createDirectories(directory.resolve("backup")));
    long before;
    try (Database database = open(from)) {
      database
          .jdbi()
          .useHandle(h -> h.execute("create table kept (id bigint primary key, t text)"));
      Thread writer = writer(database, stop, committed);
      try (EmbeddedBackup backup = EmbeddedBackup.start(database, from)) {
        backup.copyFiles(folder);
        before = committed.get();
        EmbeddedBackup.Stopped stopped = backup.stop();
        for (int i = 0; i < 3; i++) {
          recycleLog(database);
        }
        backup.copyLog(stopped, folder);
      } finally {
        stop.set(true);
        writer.join();
      }
      Await.until("the slot went with its session", () -> slots(database) == 0);
    }
    DataDirectory to = DataDirectory.open(directory.resolve("to"));
    folder.restore(to);

    try (Database restored = open(to)) {
      long rows = count(restored);
      assertThat(rows).isGreaterThanOrEqualTo(before).isGreaterThan(0);
      long last =
          restored
              .jdbi()
              .withHandle(h -> h.select("select max(id) from kept").mapTo(Long.class).one());
      assertThat(last).isEqualTo(rows);
      restored.jdbi().useHandle(h -> h.execute("insert into kept values (-1, 'new')"));
    }
    assertThat(folder.files()).noneMatch(name -> name.contains("postmaster.pid"));
  }

  /** A checkpoint after a switch of the log's file lets go of the files before. */
  private static void recycleLog(Database database) {
    database
        .jdbi()
        .useHandle(h -> {
          h.execute("select pg_switch_wal()");
          h.execute("checkpoint");
        });
  }

  private static int slots(Database database) {
    return database
        .jdbi()
        .withHandle(
            h -> h.select("select count(*) from pg_replication_slots").mapTo(Integer.class).one());
  }

  @Test
  void restoredFilesAreForTheirOwnerOnly() throws Exception {
    DataDirectory from = DataDirectory.open(directory.resolve("from"));
    Folder folder;
    try (Database database = open(from)) {
      folder = backUp(database, from, directory.resolve("backup"));
    }
    DataDirectory to = DataDirectory.open(directory.resolve("to"));
    folder.restore(to);

    try (Stream<Path> files = Files.walk(to.path().resolve("postgresql/cluster"))) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
    }
  }

  @Test
  void aBrokenOffRestoreIsNoDatabaseAndNothingIsMadeInItsPlace() throws Exception {
    DataDirectory from = DataDirectory.open(directory.resolve("from"));
    Folder folder;
    try (Database database = open(from)) {
      database.jdbi().useHandle(h -> h.execute("create table kept (id bigint, t text)"));
      folder = backUp(database, from, directory.resolve("backup"));
    }
    DataDirectory to = DataDirectory.open(directory.resolve("to"));
    try (EmbeddedRestore restore = EmbeddedRestore.begin(to)) {
      folder.restore(restore);
    }

    assertThatExceptionOfType(DatabaseUnavailable.class)
        .isThrownBy(() -> open(to))
        .withMessageContaining("Run yinhu restore again");
    folder.restore(to);
    try (Database restored = open(to)) {
      assertThat(count(restored)).isZero();
    }
  }

  @Test
  void aRestoreOverwritesNoDatabaseAndWritesNothingOutside() throws Exception {
    DataDirectory from = DataDirectory.open(directory.resolve("from"));
    open(from).close();

    assertThatExceptionOfType(DataDirectoryException.class)
        .isThrownBy(() -> EmbeddedRestore.begin(from))
        .withMessageContaining("has a database already");
    DataDirectory to = DataDirectory.open(directory.resolve("to"));
    Path any = Files.writeString(directory.resolve("any"), "x");
    try (EmbeddedRestore restore = EmbeddedRestore.begin(to)) {
      for (String name : List.of("cluster/../../evil", "evil", "cluster/../cluster.restoringx")) {
        assertThatExceptionOfType(IOException.class)
            .as(name)
            .isThrownBy(() -> restore.file(name, any));
      }
    }
  }
}
