package dev.yinhu.notices.http;

import dev.yinhu.notices.NoticesException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets stand in files, on one line. */
public final class SecretFile {
  private SecretFile() {}

  /**
   * The line.
   *
   * @throws NoticesException when there is no such file, or it holds anything but 1 to 4,096
   *     visible ASCII characters and spaces; the message names the file alone
   */
  public static String line(Path file) {
    try {
      String line = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (line.matches("[ -~]{1,4096}")) {
        return line;
      }
    } catch (IOException e) {
      throw new NoticesException("the secret in " + file + " cannot be read; check its rights", e);
    }
    throw new NoticesException("the file " + file + " holds no secret; write it on one line");
  }
}
