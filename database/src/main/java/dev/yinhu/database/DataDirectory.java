package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that one node owns: embedded database, root key, locks. Created with mode 0700 and
 * checked for writing when opened. Immutable and thread-safe; any number of processes may open it,
 * one may serve from it.
 */
public final class DataDirectory {
  private static final String SERVE_LOCK = "serve.lock";

  private final Path path;

  private DataDirectory(Path path) {
    this.path = path;
  }

  /**
   * Opens the directory, creating it when it is missing.
   *
   * @throws DataDirectoryException when it is not a directory or cannot be written to; the message
   *     tells what to do
   */
  public static DataDirectory open(Path path) {
    try {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new DataDirectoryException(
            "Data directory " + path + " is a file. Choose another path with --data.");
      }
      if (!Files.exists(path)) {
        PrivateFiles.createDirectory(path);
      }
      Path real = path.toRealPath();
      PrivateFiles.probeWriting(real);
      return new DataDirectory(real);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /** Says in the operator's words why the file system refused. */
  static DataDirectoryException unusable(Path path, IOException e) {
    String reason =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e.getMessage();
    return new DataDirectoryException(
        "Data directory " + path + " cannot be written: " + advice(e, String.valueOf(reason)), e);
  }

  private static String advice(IOException e, String reason) {
    if (reason.contains("No space left") || reason.contains("not enough space")) {
      return "the disk is full. Free some space and start again.";
    }
    if (reason.contains("Read-only file system")) {
      return "the file system is read-only. Choose another directory with --data.";
    }
    if (e instanceof AccessDeniedException || reason.contains("Permission denied")) {
      return "permission denied. Give this user write access to it, or choose another directory"
          + " with --data.";
    }
    if (e instanceof FileAlreadyExistsException || reason.contains("Not a directory")) {
      return "a file stands where a directory is needed. Choose another directory with --data.";
    }
    return reason + ". Make it writable, or choose another directory with --data.";
  }

  /** The absolute path, with symbolic links resolved. */
  public Path path() {
    return path;
  }

  /**
   * A file of the given simple name directly in this directory; it need not exist.
   *
   * @throws IllegalArgumentException when the name would lead elsewhere
   */
  public Path file(String name) {
    Path file = path.resolve(name).normalize();
    if (!path.equals(file.getParent())) {
      throw new IllegalArgumentException("Not a simple file name: " + name);
    }
    return file;
  }

  /**
   * Replaces a file directly in this directory, mode 0600: readers see the old or the new content,
   * and the new one is on disk when this returns.
   *
   * @throws DataDirectoryException when it cannot be written
   */
  public void writePrivate(String name, String content) {
    try {
      PrivateFiles.replace(file(name), content);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  /**
   * Takes the right to serve from this directory, at once or not at all.
   *
   * @throws AlreadyServing when this or another process has it
   */
  public ServeLock lockForServing() {
    Path file = file(SERVE_LOCK);
    try {
      Optional<OsLock> lock = OsLock.tryLock(file);
      if (lock.isEmpty()) {
        throw new AlreadyServing(path.toString(), servingPid(file));
      }
      lock.get().write(ProcessHandle.current().pid() + "\n");
      return new ServeLock(lock.get());
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static long servingPid(Path file) throws IOException {
    if (OsLock.heldHere(file)) {
      return ProcessHandle.current().pid();
    }
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (NoSuchFileException | NumberFormatException e) {
      return 0; // The holder is between taking the lock and writing its pid.
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
