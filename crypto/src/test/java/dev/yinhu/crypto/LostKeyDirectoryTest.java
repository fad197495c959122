package dev.yinhu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.crypto.epoch.VaultException;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node whose mount of the shared key directory is away while another node ends the epoch. */
class LostKeyDirectoryTest {
  private TestCrypto fixture;
  private Path mount;
  private Crypto cutOff;

  @BeforeEach
  void open() throws IOException {
    fixture = TestCrypto.create();
    mount = Files.createTempDirectory("yinhu-mount").resolve("keys");
    Files.createSymbolicLink(mount, fixture.keyDirectory());
    CryptoConfig config = fixture.config();
    cutOff =
        Crypto.open(
            fixture.database().database(),
            new CryptoConfig(
                config.rootKeyFile(),
                config.cachedSubjects(),
                config.cacheTime(),
                config.seals(),
                config.rootKeyTime(),
                new VaultConfig(mount, config.vault().epochEvery())),
            InstantSource.fixed(TestCrypto.NOW));
  }

  @AfterEach
  void close() throws IOException {
    cutOff.close();
    Files.deleteIfExists(mount);
    Files.delete(mount.getParent());
    fixture.close();
  }

  @Test
  void newSubjectsAreRefusedAtOnceAndServedWhenTheDirectoryIsBack() throws IOException {
    Files.delete(mount);
    fixture.crypto().epochs().rotate();
    fixture.crypto().epochs().drain(done -> {}, TestCrypto.UNRECORDED);
    List<SubjectId> newcomer = List.of(new SubjectId("u-new"));

    assertThatThrownBy(() -> cutOff.subjects().findOrCreate(newcomer))
        .isInstanceOf(VaultException.class);
    assertThat(fixture.crypto().subjects().find(newcomer)).isEmpty();

    Files.createSymbolicLink(mount, fixture.keyDirectory());
    assertThat(cutOff.subjects().findOrCreate(newcomer)).hasSize(1);
    assertThat(fixture.crypto().subjects().find(newcomer)).hasSize(1);
  }
}
