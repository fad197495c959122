package dev.yinhu.piiscanner.redact.file;

import dev.yinhu.piiscanner.redact.RedactionException;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.piiscanner.redact.file.RedactedFile.Copied;
import dev.yinhu.piiscanner.redact.file.RedactedFile.Failed;
import dev.yinhu.piiscanner.redact.file.RedactedFile.LeftOut;
import dev.yinhu.piiscanner.source.ExceededException;
import dev.yinhu.piiscanner.source.Happening.Wrong;
import dev.yinhu.piiscanner.source.NoText;
import dev.yinhu.piiscanner.source.OpenedText;
import dev.yinhu.piiscanner.source.Search;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;

/**
 * Writes copies of files without their personal data. JSON, JSON Lines and tables stay what they
 * are; encoding, byte order mark and line ends are kept, what gzip packed is packed again. A copy
 * appears under its name when it is whole and on the disk, or not at all. Memory does not grow with
 * a file. Safe for use by many threads.
 */
public final class FileRedaction {
  private static final int BUFFER = 1 << 16;

  private final Search search;
  private final Replacement replacement;
  private final LongConsumer advanced;

  /**
   * By what is found and what stands for it.
   *
   * @param advanced told of bytes that were read, for a progress bar
   */
  public FileRedaction(Search search, Replacement replacement, LongConsumer advanced) {
    this.search = search;
    this.replacement = replacement;
    this.advanced = advanced;
  }

  /**
   * Writes the redacted copy of a file. Nothing that is wrong with the file throws.
   *
   * @param source the name that the file is told under
   * @param copy where the copy goes; its directories are made
   */
  public RedactedFile file(Path file, String source, Path copy) {
    Path draft = copy.resolveSibling("." + copy.getFileName() + ".part");
    try {
      var before = Files.readAttributes(file, BasicFileAttributes.class);
      if (!before.isRegularFile()) {
        return new LeftOut(source, "no regular file");
      }
      RedactedFile redacted = drafted(file, source, draft);
      if (redacted instanceof Copied) {
        if (hasChanged(file, before)) {
          return new Failed(source, "changed while it was read; redact it again");
        }
        Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
        advanced.accept(before.size());
      }
      return redacted;
    } catch (RedactionException e) {
      return new Failed(
          source, Objects.requireNonNullElse(e.getMessage(), "a value cannot be replaced"));
    } catch (IOException e) {
      return new Failed(source, words(e));
    } finally {
      remove(draft);
    }
  }

  private static boolean hasChanged(Path file, BasicFileAttributes before) throws IOException {
    var after = Files.readAttributes(file, BasicFileAttributes.class);
    return after.size() != before.size()
        || !after.lastModifiedTime().equals(before.lastModifiedTime());
  }

  private RedactedFile drafted(Path file, String source, Path draft) throws IOException {
    List<Mode> modes;
    try (InputStream in = Files.newInputStream(file)) {
      switch (OpenedText.of(name(file), in)) {
        case NoText(String why) -> {
          return new LeftOut(source, why);
        }
        case OpenedText text -> modes = Mode.of(name(file), text);
      }
    }
    Files.createDirectories(draft.toAbsolutePath().getParent());
    for (Mode mode : modes.subList(0, modes.size() - 1)) {
      try {
        return drafted(file, source, draft, mode, modes);
      } catch (BrokenTextException _) {
        // The next way begins anew.
      }
    }
    return drafted(file, source, draft, modes.getLast(), modes);
  }

  private RedactedFile drafted(Path file, String source, Path draft, Mode mode, List<Mode> modes)
      throws IOException {
    try (InputStream in = Files.newInputStream(file);
        FileChannel channel =
            FileChannel.open(
                draft,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      if (!(OpenedText.of(name(file), in) instanceof OpenedText text)) {
        return new Failed(source, "changed while it was read; redact it again");
      }
      var bytes = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      OutputStream packed = text.packed() ? new GZIPOutputStream(bytes, BUFFER) : bytes;
      packed.write(text.mark());
      var writer = new EncodedText(packed, text::charset);
      var out = new RedactedOut(writer, replacement);
      long broken = mode.rewrite(text.reader(), search, out);
      out.finish();
      if (packed instanceof GZIPOutputStream gzip) {
        gzip.finish();
      }
      bytes.flush();
      channel.force(true);
      return new Copied(
          source,
          out.counts(),
          out.keyVersions(),
          text.malformed(),
          Mode.isPromised(modes) ? broken : 0);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static void remove(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException _) {
      // Its name says that it is no copy.
    }
  }

  private static String words(IOException e) {
    return switch (e) {
      case BrokenTextException broken ->
          broken.getMessage() + "; mend it, or give it a name that ends in .txt";
      case NoSuchFileException _ -> "it does not exist";
      case AccessDeniedException _ -> "no permission";
      case ExceededException exceeded -> Wrong.BOMB.words() + ": " + exceeded.why();
      case EOFException _ -> "ends too early";
      case CharacterCodingException _ -> "its encoding cannot write what stands for a value";
      default ->
          "cannot be read or written ("
              + e.getClass().getSimpleName()
              + "); check rights and space";
    };
  }
}
