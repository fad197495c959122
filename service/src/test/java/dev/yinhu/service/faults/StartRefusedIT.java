package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.database.testing.SmallDisk;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the service does not start with: one clear line, exit code 1, nothing left running. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StartRefusedIT {
  private Path directory;
  private Path data;
  private Path rootKey;
  private Path aside;

  @BeforeAll
  void fill(@TempDir Path directory) throws Exception {
    this.directory = directory;
    data = directory.resolve("data");
    rootKey = data.resolve("root.key");
    aside = directory.resolve("root.key.copy");
    LiveService.start(data, Map.of()).close();
    Files.copy(rootKey, aside);
  }

  @AfterEach
  void nothingIsLeftRunning() {
    assertThat(Postmaster.pid(data)).isEmpty();
  }

  private String refusal(String... arguments) {
    CommandLineRun run = CommandLineRun.of(directory, arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).contains("yinhu: ").doesNotContain("\tat ", "--debug");
    return run.err();
  }

  private String serve(Path where) {
    return refusal("serve", "--data", where.toString(), "--port", "0");
  }

  @Test
  void aFileWhereTheDataDirectoryShouldBe() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "in the way");

    assertThat(serve(file)).contains(file.toString(), "is a file");
    assertThat(serve(file.resolve("below"))).contains("a file stands where a directory is needed");
  }

  @Test
  void aDataDirectoryThatCannotBeWritten() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("ro"), "size=1m,ro")) {
      assertThat(serve(disk.path())).contains(disk.path().toString(), "read-only");
    }
  }

  @Test
  void aDiskThatIsFullFromTheStart() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("small"), "size=5m")) {
      assertThat(serve(disk.path().resolve("data"))).contains("disk is full");
    }
  }

  @Test
  void aPortThatIsInUse() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());

      assertThat(refusal("serve", "--data", data.toString(), "--port", port))
          .contains("127.0.0.1:" + port, "the port is in use");
    }
  }

  @Test
  void aMissingRootKeyWhileTheDatabaseHasKeys() throws Exception {
    Files.delete(rootKey);
    try {
      assertThat(serve(data)).contains(rootKey.toString(), "is missing");
      assertThat(rootKey).as("no new key is made").doesNotExist();
    } finally {
      Files.copy(aside, rootKey);
    }
  }

  @Test
  void aRootKeyOfAnotherInstallation() throws Exception {
    String right = new RootKeyFile(aside).read().orElseThrow().idText();
    Files.delete(rootKey);
    try {
      String wrong = new RootKeyFile(rootKey).create(new SecureRandom()).idText();

      assertThat(serve(data)).contains(rootKey.toString(), right, wrong);
    } finally {
      Files.delete(rootKey);
      Files.copy(aside, rootKey);
    }
  }

  @Test
  void aRootKeyThatIsDamagedOrOpenToOthers() throws Exception {
    try {
      String text = Files.readString(rootKey);
      Files.writeString(rootKey, text.substring(0, text.length() - 5));
      assertThat(serve(data)).contains(rootKey.toString(), "is damaged");
      Files.writeString(rootKey, text);
      rootKey.toFile().setReadable(true, false);
      assertThat(serve(data)).contains(rootKey.toString(), "chmod 600");
    } finally {
      Files.delete(rootKey);
      Files.copy(aside, rootKey);
    }
  }

  @Test
  void aConfigurationWithProblemsAllOfThem() throws Exception {
    Path file = directory.resolve("faulty.yaml");
    Files.writeString(
        file,
        """
        http: {prot: 8420, port: many}
        limits: {items: 5000}
        tls: {certificate: nowhere.pem}
        database: {url: "mysql://x"}
        """);

    assertThat(refusal("serve", "--data", data.toString(), "--config", file.toString()))
        .contains("http.prot", "http.port", "limits.items", "tls.", "database.url", "problems");
  }
}
