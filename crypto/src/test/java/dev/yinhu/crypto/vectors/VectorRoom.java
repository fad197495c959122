package dev.yinhu.crypto.vectors;

import static dev.yinhu.crypto.vectors.GoldenFile.hex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.testing.TestCrypto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Objects;

/** A crypto room whose keyrings hold the keys that vectors were made with. */
public final class VectorRoom implements AutoCloseable {
  private final TestCrypto fixture = TestCrypto.closed();
  private final byte[] wrappingKey;

  /** Under the root key of the envelope vectors. */
  public VectorRoom() throws IOException, GeneralSecurityException {
    GoldenFile golden = GoldenFile.read("envelope-1-suite-1.json");
    Files.writeString(fixture.rootKeyFile(), golden.rootKeyFile() + "\n");
    Files.setPosixFilePermissions(
        fixture.rootKeyFile(), PosixFilePermissions.fromString("rw-------"));
    wrappingKey = IndependentFormat.rootWrappingKey(hex(golden.rootKey()));
    fixture
        .database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "insert into crypto.root_key (id, noted_at) values (?, ?)",
                hex(golden.rootKeyId()),
                TestCrypto.NOW));
  }

  /** Reads a file of vectors. */
  public static JsonNode read(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(VectorRoom.class.getResourceAsStream(name))) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** Stores the versions of a keyring, oldest first: the last one is active. */
  public void store(String keyring, JsonNode versions) throws GeneralSecurityException {
    int number = 0;
    for (JsonNode version : versions) {
      number++;
      long keyId = version.get("keyId").asLong();
      byte[] wrapped =
          IndependentFormat.wrap(
              wrappingKey,
              new byte[12],
              hex(version.get("key").asText()),
              IndependentFormat.keyringAssociatedData(keyring, keyId));
      String state = number == versions.size() ? "ACTIVE" : "DEACTIVATED";
      int row = number;
      fixture
          .database()
          .jdbi()
          .useHandle(handle ->
              handle.execute(
                  "insert into crypto.keyring_version (key_id, keyring, version, state, wrapped,"
                      + " created_at, changed_at) values (?, ?, ?, ?, ?, ?, ?)",
                  keyId,
                  keyring,
                  row,
                  state,
                  wrapped,
                  TestCrypto.NOW,
                  TestCrypto.NOW));
    }
  }

  /** Opens the room. */
  public Crypto open() {
    return fixture.anotherNode();
  }

  @Override
  public void close() {
    fixture.close();
  }
}
