package dev.yinhu.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** Files and directories that only their owner may read. */
public final class PrivateFiles {
  static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFiles() {}

  private static FileAttribute<?>[] mode(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** The folder that the file is in; the root is in itself. */
  public static Path folderOf(Path file) {
    Path absolute = file.toAbsolutePath();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  /** Creates the directory with mode 0700, its parents with the process's usual mode. */
  public static void createDirectory(Path path) throws IOException {
    Files.createDirectories(folderOf(path));
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, mode("rwx------"));
    }
  }

  /** Fails as a write would fail: no permission, read-only, full. Leaves nothing behind. */
  static void probeWriting(Path directory) throws IOException {
    Path probe = Files.createTempFile(directory, ".probe", "", mode("rw-------"));
    try {
      Files.write(probe, new byte[8192]);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  /** Replaces the file with mode 0600 so that a reader sees the old or the new content; durable. */
  public static void replace(Path file, String content) throws IOException {
    Path draft = draftOf(file);
    try (FileChannel out =
        FileChannel.open(
            draft,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            mode("rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    takePlace(draft, file);
  }

  /**
   * The same with the content of another file: makes the file, or replaces it, with a copy that is
   * on disk before it has the name.
   */
  public static void replaceByCopy(Path file, Path source) throws IOException {
    Path draft = draftOf(file);
    createNew(draft);
    copy(source, draft);
    takePlace(draft, file);
  }

  /** Where a file is written before it has its name; what a crash left there is gone. */
  private static Path draftOf(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    return draft;
  }

  private static void takePlace(Path draft, Path file) throws IOException {
    keepOwner(file, draft);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(folderOf(file));
  }

  /** Creates an empty file with mode 0600. */
  public static void createNew(Path file) throws IOException {
    Files.createFile(file, mode("rw-------"));
  }

  /** Writes the content of one file into another, which exists; on disk when this returns. */
  public static void copy(Path from, Path to) throws IOException {
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      long size = in.size();
      long at = 0;
      while (at < size) {
        long taken = in.transferTo(at, size - at, out);
        if (taken == 0) {
          break; // Somebody made it shorter.
        }
        at += taken;
      }
      out.force(true);
    }
  }

  /** Root may run on a directory of another user, who must be able to go on with it later. */
  private static void keepOwner(Path file, Path draft) throws IOException {
    if (POSIX && Files.exists(file) && !Files.getOwner(file).equals(Files.getOwner(draft))) {
      Files.setOwner(draft, Files.getOwner(file));
    }
  }

  /** Makes renames in the directory durable where the system lets us (not on Windows). */
  public static void syncDirectory(Path directory) throws IOException {
    if (POSIX) {
      try (FileChannel channel = FileChannel.open(directory, Set.of(StandardOpenOption.READ))) {
        channel.force(true);
      }
    }
  }

  /** Deletes the directory and all below it; nothing to do when it is missing. */
  public static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> below = Files.walk(directory)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
