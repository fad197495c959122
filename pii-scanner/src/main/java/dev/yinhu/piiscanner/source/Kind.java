package dev.yinhu.piiscanner.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the first bytes of a file and its name say that it is. */
enum Kind {
  GZIP,
  ZIP,
  TAR,
  MAIL,
  DOCUMENT,
  COMPRESSED,
  BINARY,
  TEXT;

  private static final int TAR_MAGIC_AT = 257;
  private static final List<String> DOCUMENT_ENDINGS =
      List.of(
          ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf",
          ".wps", ".et", ".dps", ".epub", ".msg");

  private static final List<String> MAIL_ENDINGS = List.of(".eml", ".mht", ".mhtml");
  private static final Pattern FIELD = Pattern.compile("[!-9;-~]+[ \\t]*:");

  static Kind of(String name, byte[] head) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (starts(head, "%PDF-")
        || starts(head, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1")
        || starts(head, "{\\rtf")) {
      return DOCUMENT;
    }
    if (starts(head, "PK\u0003\u0004") || starts(head, "PK\u0005\u0006")) {
      return isDocument(lower, head) ? DOCUMENT : ZIP;
    }
    if (starts(head, "\u001f\u008b\u0008")) {
      return GZIP;
    }
    if (isTar(head)) {
      return TAR;
    }
    if (isCompressed(head)) {
      return COMPRESSED;
    }
    if (isMail(lower, head)) {
      return MAIL;
    }
    return TextCharset.byStart(head).isEmpty() && ByteShare.isBinary(head) ? BINARY : TEXT;
  }

  /** Office documents are archives: told by name, or by the entry that they begin with. */
  private static boolean isDocument(String lower, byte[] head) {
    String start = new String(head, 0, Math.min(head.length, 200), StandardCharsets.ISO_8859_1);
    return DOCUMENT_ENDINGS.stream().anyMatch(lower::endsWith)
        || start.contains("[Content_Types].xml")
        || start.contains("mimetypeapplication/");
  }

  /** By its name, and because it begins with a field (RFC 5322, 2.2). */
  private static boolean isMail(String lower, byte[] head) {
    String start = new String(head, 0, Math.min(head.length, 200), StandardCharsets.ISO_8859_1);
    return MAIL_ENDINGS.stream().anyMatch(lower::endsWith) && FIELD.matcher(start).lookingAt();
  }

  private static boolean isTar(byte[] head) {
    return head.length > TAR_MAGIC_AT + 5
        && new String(head, TAR_MAGIC_AT, 5, StandardCharsets.ISO_8859_1).equals("ustar");
  }

  private static boolean isCompressed(byte[] head) {
    return starts(head, "BZh")
        || starts(head, "\u00fd7zXZ\0")
        || starts(head, "7z\u00bc\u00af")
        || starts(head, "Rar!\u001a")
        || starts(head, "(\u00b5/\u00fd");
  }

  private static boolean starts(byte[] head, String magic) {
    byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
    return head.length >= bytes.length
        && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
  }
}
