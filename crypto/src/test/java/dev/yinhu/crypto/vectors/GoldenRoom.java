package dev.yinhu.crypto.vectors;

import static dev.yinhu.crypto.vectors.GoldenFile.hex;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.testing.TestCrypto;
import dev.yinhu.register.SubjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A crypto room over the root key and the rows of a golden file. */
final class GoldenRoom implements AutoCloseable {
  private final TestCrypto fixture = TestCrypto.closed();
  private final Crypto crypto;

  GoldenRoom(GoldenFile golden) throws IOException {
    Files.writeString(fixture.rootKeyFile(), golden.rootKeyFile() + "\n");
    Files.setPosixFilePermissions(
        fixture.rootKeyFile(), PosixFilePermissions.fromString("rw-------"));
    store(golden);
    crypto = fixture.anotherNode();
  }

  private void store(GoldenFile golden) {
    fixture
        .database()
        .jdbi()
        .useHandle(handle -> {
          handle.execute(
              "insert into crypto.root_key (id, noted_at) values (?, ?)",
              hex(golden.rootKeyId()),
              TestCrypto.NOW);
          for (GoldenFile.Version version : golden.keyringVersions()) {
            handle.execute(
                "insert into crypto.keyring_version"
                    + " (key_id, keyring, version, state, wrapped, created_at, changed_at)"
                    + " values (?, ?, ?, ?, ?, ?, ?)",
                version.keyId(),
                version.keyring(),
                version.version(),
                version.state(),
                Optional.ofNullable(version.wrapped()).map(GoldenFile::hex).orElse(null),
                TestCrypto.NOW,
                TestCrypto.NOW);
          }
          for (GoldenFile.Subject subject : golden.subjects()) {
            handle.execute(
                "insert into crypto.subject"
                    + " (id_hash, subject_ref, wrap_key_id, wrapped_key, created_at)"
                    + " values (?, ?, ?, ?, ?)",
                hex(subject.idHash()),
                hex(subject.ref()),
                subject.wrapKeyId(),
                hex(subject.wrappedKey()),
                TestCrypto.NOW);
          }
        });
  }

  Crypto crypto() {
    return crypto;
  }

  KeyScope scope(@Nullable String subject) {
    if (subject == null) {
      return crypto.cipher().shared();
    }
    SubjectId id = new SubjectId(subject);
    return Objects.requireNonNull(crypto.subjects().find(List.of(id)).get(id));
  }

  @Override
  public void close() {
    fixture.close();
  }
}
