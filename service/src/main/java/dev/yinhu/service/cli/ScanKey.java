package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.report.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/** The key under which values that were found are fingerprinted. */
final class ScanKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String FILE = "scan.key";

  private ScanKey() {}

  /** A new one, for one run. */
  static Key ofThisRun() {
    return key(random());
  }

  /** That of a data directory, made by the first scan: {@code scan.key}, for its owner only. */
  static Key of(Path data) {
    Path file = data.resolve(FILE);
    try {
      Files.createDirectories(data);
      if (!Files.exists(file)) {
        create(file);
      }
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length < Samples.KEY_LENGTH) {
        throw new CommandException(
            file + " is too short for a key; remove it, fingerprints change with it");
      }
      return key(bytes);
    } catch (IOException e) {
      throw new CommandException("cannot read or write " + file + "; check its rights", e);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] bytes = random();
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Path draft = file.resolveSibling(FILE + "." + ProcessHandle.current().pid());
    try (var channel = Files.newByteChannel(draft, options, owner)) {
      channel.write(ByteBuffer.wrap(bytes));
    }
    try {
      Files.createLink(file, draft); // Never a half-written key, never one over another.
    } catch (FileAlreadyExistsException _) {
      // Another scan was first: its key is the key.
    } finally {
      Files.delete(draft);
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[Samples.KEY_LENGTH];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static Key key(byte[] bytes) {
    var key = new SecretKeySpec(bytes, ALGORITHM);
    Arrays.fill(bytes, (byte) 0);
    return key;
  }
}
