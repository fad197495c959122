package dev.yinhu.piiscanner.source;

/** What happens to a source besides its passages. */
public sealed interface Happening {
  /** Path of the file; of an entry of an archive or a part of a mail {@code archive!/entry}. */
  String source();

  /**
   * A file was read to its end.
   *
   * @param form in which it began to be read
   * @param charset as detected
   * @param bytes after decompression
   * @param malformed sequences that the encoding does not know, read as U+FFFD
   */
  record WasRead(String source, Form form, String charset, long bytes, long malformed)
      implements Happening {}

  /** A file was left out on purpose. */
  record WasSkipped(String source, Why why) implements Happening {}

  /**
   * Something is wrong.
   *
   * @param detail in a few words, without anything of what the file holds; may be empty
   */
  record WentWrong(String source, Wrong wrong, String detail) implements Happening {}

  /** Why a file is left out. */
  enum Why {
    /** Not a text: too many control characters. */
    BINARY("binary"),
    /** A document such as PDF or Word, for which no reader is installed. */
    DOCUMENT("not read: needs pii-scanner-documents"),
    /** Compressed in a way that is not read: bzip2, xz, zstd, 7z, rar. */
    COMPRESSION("compressed in a way that is not read"),
    /** An entry of an archive under a password. */
    ENCRYPTED("encrypted"),
    /** A link within a tree or an archive; what it points to is scanned where it lies. */
    LINK("link"),
    /** A device, pipe or socket. */
    SPECIAL("no regular file");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    /** In a few words. */
    public String words() {
      return words;
    }
  }

  /** What is wrong, and whether something may be unseen for it. */
  enum Wrong {
    /** It does not open, or reading fails. */
    UNREADABLE("cannot be read", true),
    /** A compressed file ends before its end; what came before was scanned. */
    TRUNCATED("ends too early", true),
    /** An archive is damaged; what came before was scanned. */
    DAMAGED("is damaged", true),
    /** It grows beyond the bounds; what came before was scanned. */
    BOMB("grows beyond the bounds", true),
    /** Archives within archives, more than allowed. */
    TOO_DEEP("is nested too deep", true),
    /** The name of an entry points out of the archive; it was scanned, nothing was written. */
    UNSAFE_NAME("has a name that points out of its archive", false),
    /** Its form breaks; from there it was read as text. */
    BROKEN_FORM("was read as text from where its form breaks", false),
    /** Size or time of change were others after reading. */
    CHANGED("changed while it was read", false);

    private final String words;
    private final boolean fails;

    Wrong(String words, boolean fails) {
      this.words = words;
      this.fails = fails;
    }

    /** In a few words that follow the name of the file. */
    public String words() {
      return words;
    }

    /** Whether some of the file may not have been seen. */
    public boolean fails() {
      return fails;
    }
  }
}
