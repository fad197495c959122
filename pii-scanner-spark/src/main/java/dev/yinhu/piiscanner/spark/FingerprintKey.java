package dev.yinhu.piiscanner.spark;

import dev.yinhu.piiscanner.report.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** Reads the key of fingerprints where a task runs, and on the driver. */
final class FingerprintKey {
  private static final String ALGORITHM = "HmacSHA256";

  private FingerprintKey() {}

  /**
   * Samples under the key of a file.
   *
   * @param file absolute, or the name of one that Spark handed out
   * @throws SparkScanException when it cannot be read or is too short
   */
  static Samples samples(String file) {
    byte[] bytes = read(SharedFile.of(file), file);
    try {
      if (bytes.length < Samples.KEY_LENGTH) {
        throw new SparkScanException(
            "the key file " + file + " is too short: give one of at least 32 random bytes");
      }
      return new Samples(new SecretKeySpec(bytes, ALGORITHM));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] read(Path path, String file) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new SparkScanException(
          "the key file "
              + file
              + " cannot be read: every executor needs it, at this path or by spark-submit --files",
          e);
    }
  }
}
