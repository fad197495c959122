package dev.yinhu.crypto.vectors;

import static dev.yinhu.crypto.vectors.GoldenFile.hex;

import dev.yinhu.crypto.testing.TestCrypto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Puts the keys of a file of golden vectors where a room finds them: the root key file, and the
 * rows as the first release wrote them.
 */
final class GoldenRows {
  private GoldenRows() {}

  static void put(GoldenFile golden, Path rootKeyFile, Jdbi jdbi) throws IOException {
    Files.writeString(rootKeyFile, golden.rootKeyFile() + "\n");
    Files.setPosixFilePermissions(rootKeyFile, PosixFilePermissions.fromString("rw-------"));
    jdbi.useTransaction(handle -> store(handle, golden));
  }

  private static void store(Handle handle, GoldenFile golden) {
    handle.execute(
        "insert into crypto.root_key (id, noted_at) values (?, ?)",
        hex(golden.rootKeyId()),
        TestCrypto.NOW);
    for (GoldenFile.Version version : golden.keyringVersions()) {
      handle.execute(
          "insert into crypto.keyring_version (key_id, keyring, version, state, wrapped,"
              + " created_at, changed_at) values (?, ?, ?, ?, ?, ?, ?)",
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
          "insert into crypto.subject (id_hash, subject_ref, wrap_key_id, wrapped_key, created_at)"
              + " values (?, ?, ?, ?, ?)",
          hex(subject.idHash()),
          hex(subject.ref()),
          subject.wrapKeyId(),
          hex(subject.wrappedKey()),
          TestCrypto.NOW);
    }
  }
}
