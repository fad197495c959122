package dev.yinhu.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yinhu.database.testing.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temp;

  @Test
  void openCreatesTheDirectoryForItsOwnerOnly() throws Exception {
    assumeTrue(PrivateFiles.POSIX);

    DataDirectory directory = DataDirectory.open(temp.resolve("a/b"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
        .isEqualTo("rwx------");
    assertThat(directory.path()).isEmptyDirectory();
  }

  @Test
  void openOfAFileSaysThatItIsOne() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("is a file")
        .hasMessageContaining("--data");
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("--data");
  }

  @Test
  void openWithoutWriteRightSaysPermissionDenied() throws Exception {
    assumeTrue(PrivateFiles.POSIX);
    assumeFalse(Platform.root(), "root may write everywhere");
    Path closed = Files.createDirectory(temp.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));

    assertThatThrownBy(() -> DataDirectory.open(closed))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void openOnAReadOnlyFileSystemSaysSo() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(temp.resolve("disk"), "size=1m,ro")) {
      assertThatThrownBy(() -> DataDirectory.open(disk.path()))
          .isInstanceOf(DataDirectoryException.class)
          .hasMessageContaining("read-only");
    }
  }

  @Test
  void openOnAFullDiskSaysSo() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(temp.resolve("disk"), "size=64k")) {
      disk.fill();

      assertThatThrownBy(() -> DataDirectory.open(disk.path()))
          .isInstanceOf(DataDirectoryException.class)
          .hasMessageContaining("disk is full");
    }
  }

  @Test
  void fileRefusesANameThatLeadsElsewhere() {
    DataDirectory directory = DataDirectory.open(temp);

    assertThat(directory.file("root.key").getParent()).isEqualTo(directory.path());
    assertThatThrownBy(() -> directory.file("../x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> directory.file("a/b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secondServerOfAnotherProcessIsRefusedWithThePidOfTheFirst() throws Exception {
    try (OtherProcess first = OtherProcess.start("serve", temp)) {
      assertThatThrownBy(() -> DataDirectory.open(temp).lockForServing())
          .isInstanceOfSatisfying(
              AlreadyServing.class, e -> assertThat(e.pid()).isEqualTo(first.pid()))
          .hasMessageContaining("process " + first.pid());
    }
    DataDirectory.open(temp).lockForServing().close();
  }

  @Test
  void killedServerLeavesTheDirectoryFree() throws Exception {
    OtherProcess first = OtherProcess.start("serve", temp);
    first.kill();

    DataDirectory.open(temp).lockForServing().close();
  }

  @Test
  void secondServerOfTheSameProcessIsRefusedAndTheFirstKeepsItsLock() throws Exception {
    DataDirectory directory = DataDirectory.open(temp);
    try (ServeLock _ = directory.lockForServing()) {
      assertThatThrownBy(directory::lockForServing)
          .isInstanceOfSatisfying(
              AlreadyServing.class,
              e -> assertThat(e.pid()).isEqualTo(ProcessHandle.current().pid()));
      assertThatThrownBy(() -> OtherProcess.start("serve", temp))
          .isInstanceOf(AssertionError.class);
    }
    OtherProcess.start("serve", temp).close();
  }
}
