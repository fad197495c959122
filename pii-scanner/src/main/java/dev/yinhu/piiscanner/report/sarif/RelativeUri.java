package dev.yinhu.piiscanner.report.sarif;

import java.nio.charset.StandardCharsets;

/** Writes the path of a file as a relative URI reference (RFC 3986, section 4.2). */
final class RelativeUri {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  private RelativeUri() {}

  /**
   * Every byte that is not unreserved is percent-encoded, so a colon or a leading slash is safe.
   */
  static String of(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
      int c = Byte.toUnsignedInt(b);
      if (UNRESERVED.indexOf(c) >= 0) {
        uri.append((char) c);
      } else {
        uri.append("%%%02X".formatted(c));
      }
    }
    String relative = uri.toString();
    return relative.startsWith("//") ? "/." + relative : relative;
  }
}
