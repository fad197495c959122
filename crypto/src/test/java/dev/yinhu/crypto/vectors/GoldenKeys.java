package dev.yinhu.crypto.vectors;

import static dev.yinhu.crypto.vectors.GoldenFile.hex;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.testing.TestCrypto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A crypto room over the keys of a file of golden vectors, as they would be stored. */
final class GoldenKeys {
  private GoldenKeys() {}

  static Crypto open(GoldenFile golden, TestCrypto fixture) throws IOException {
    Path file = fixture.rootKeyFile();
    Files.writeString(file, golden.rootKeyFile() + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    fixture.database().jdbi().useHandle(handle -> store(handle, golden));
    return fixture.anotherNode();
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
