package dev.yinhu.piiscanner.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkFiles;

/** Finds files that the driver and every executor have. Spark has to be running. */
final class SharedFile {
  private SharedFile() {}

  /**
   * Where a file stands on this machine. Of a name, that which {@code spark-submit --files} handed
   * out; YARN hands them out into the working directory, where a driver's own files stand too.
   *
   * @param file absolute, or a name
   */
  static Path of(String file) {
    Path path = Path.of(file);
    if (path.isAbsolute()) {
      return path;
    }
    Path handedOut = Path.of(SparkFiles.get(file));
    return Files.exists(handedOut) ? handedOut : path;
  }
}
