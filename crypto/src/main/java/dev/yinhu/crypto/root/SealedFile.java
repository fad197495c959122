package dev.yinhu.crypto.root;

import dev.yinhu.crypto.RootKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The file of one line in which a sealed root key stands, readable by its owner only. Written once
 * and never overwritten; {@link #replace} puts another line in its place so that, wherever it is
 * cut off, one of the two stands under the file's name, whole and on disk.
 *
 * <p>Several processes may read and create at once; one at a time may replace.
 */
public final class SealedFile {
  /** Where an exchange is; for tests, which look at the directory at each of them. */
  enum Step {
    WRITTEN,
    LINKED,
    REPLACED,
    CLEANED
  }

  private static final int MOST_BYTES = 2048;
  private static final String TEMPORARY = ".root-key";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  private final Path file;
  private final Path old;
  private final Consumer<Step> watcher;

  /** Touches nothing yet. */
  public SealedFile(Path file) {
    this(file, _ -> {});
  }

  SealedFile(Path file, Consumer<Step> watcher) {
    this.file = file.toAbsolutePath();
    this.old = this.file.resolveSibling(this.file.getFileName() + ".old");
    this.watcher = watcher;
  }

  /** Where it lies, absolute. */
  public Path path() {
    return file;
  }

  /** What an exchange that was cut off left beside the file: the form before. */
  public Optional<Path> leftOver() {
    return Files.exists(old) ? Optional.of(old) : Optional.empty();
  }

  /**
   * The line without white space around it, which the caller overwrites after use; empty when there
   * is no such file.
   *
   * @throws RootKeyException when it cannot be read, or others may read it
   */
  public Optional<byte[]> read() {
    try {
      byte[] line = firstBytes(file);
      refuseOpenPermissions();
      return Optional.of(line);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new RootKeyException("cannot read the root key file " + file + ": " + e, e);
    }
  }

  /** The file may be any file: no more of it is read than a line can have. */
  private static byte[] firstBytes(Path from) throws IOException {
    byte[] content = new byte[MOST_BYTES];
    try (InputStream in = Files.newInputStream(from)) {
      int end = in.readNBytes(content, 0, MOST_BYTES);
      int start = 0;
      while (start < end && isSpace(content[start])) {
        start++;
      }
      while (end > start && isSpace(content[end - 1])) {
        end--;
      }
      return Arrays.copyOfRange(content, start, end);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private void refuseOpenPermissions() throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
    if (granted.stream().anyMatch(OTHERS::contains)) {
      throw new RootKeyException(
          "the root key file %s is open to other users (%s): chmod 600 it and consider whether"
                  .formatted(file, PosixFilePermissions.toString(granted))
              + " somebody has read it");
    }
  }

  /**
   * Writes the first line. It is on disk, file and directory, before this returns.
   *
   * @throws RootKeyException when the file exists already or cannot be written
   */
  public void create(byte[] line) {
    try {
      Path temporary = write(line);
      try {
        Files.createLink(file, temporary);
      } finally {
        Files.deleteIfExists(temporary);
      }
      syncDirectory();
    } catch (UnsupportedOperationException e) {
      throw new RootKeyException(
          "cannot write the root key file "
              + file
              + ": its file system has no hard links; put it on another one",
          e);
    } catch (FileAlreadyExistsException e) {
      throw new RootKeyException("the root key file " + file + " exists and is left as it is", e);
    } catch (IOException e) {
      throw new RootKeyException("cannot write the root key file " + file + ": " + e, e);
    }
  }

  /**
   * Puts another line in the place of the one that stands, and overwrites and removes the old one.
   * Cleans up first after an exchange that was cut off.
   *
   * @param check throws when the new line, as read back from disk, is not as good as the old one;
   *     then nothing was changed
   * @throws RootKeyException when it cannot be written
   */
  public void replace(byte[] line, Consumer<byte[]> check) {
    try {
      clean();
      Path temporary = write(line);
      watcher.accept(Step.WRITTEN);
      try {
        checkAsWritten(temporary, check);
        Files.createLink(old, file);
        syncDirectory();
        watcher.accept(Step.LINKED);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
        watcher.accept(Step.REPLACED);
      } finally {
        overwriteAndDelete(temporary);
      }
      clean();
      watcher.accept(Step.CLEANED);
    } catch (IOException | UnsupportedOperationException e) {
      throw new RootKeyException(
          "cannot exchange the root key file "
              + file
              + ": "
              + e
              + "; it is as it was, or the new form stands there and the old one at "
              + old
              + ": run the command again",
          e);
    }
  }

  private static void checkAsWritten(Path temporary, Consumer<byte[]> check) throws IOException {
    byte[] written = firstBytes(temporary);
    try {
      check.accept(written);
    } finally {
      Arrays.fill(written, (byte) 0);
    }
  }

  /** Removes what an exchange that was cut off left behind. The file itself must be usable. */
  private void clean() throws IOException {
    if (Files.exists(old)) {
      if (Files.isSameFile(old, file)) {
        Files.delete(old); // Cut off before the new form took the name: one file, two names.
      } else {
        overwriteAndDelete(old);
      }
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory(), TEMPORARY + "*.tmp")) {
      for (Path temporary : left) {
        overwriteAndDelete(temporary);
      }
    }
    syncDirectory();
  }

  /** Overwrites in place, which a disk or file system may or may not do with the same blocks. */
  private static void overwriteAndDelete(Path path) throws IOException {
    try (FileChannel out = FileChannel.open(path, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(Math.toIntExact(Math.min(out.size(), MOST_BYTES)));
      while (zeros.hasRemaining()) {
        out.write(zeros);
      }
      out.force(true);
    } catch (NoSuchFileException gone) {
      return;
    }
    Files.deleteIfExists(path);
  }

  /** Written under another name first, so that a crash never leaves half a line under the name. */
  private Path write(byte[] line) throws IOException {
    Path temporary = Files.createTempFile(directory(), TEMPORARY, ".tmp");
    try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(line);
      while (rest.hasRemaining()) {
        out.write(rest); // May take a part only, such as on a disk that is nearly full.
      }
      out.force(true);
      return temporary;
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private Path directory() throws IOException {
    Path directory = file.getParent();
    if (directory == null) {
      throw new IOException("the path has no directory");
    }
    return directory;
  }

  private void syncDirectory() throws IOException {
    try (FileChannel handle = FileChannel.open(directory(), StandardOpenOption.READ)) {
      handle.force(true);
    }
  }
}
