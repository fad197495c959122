package dev.yinhu.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An exclusive lock on a file, held by this process until closed and freed by the operating system
 * when the process dies in any way. Thread-safe.
 */
public final class OsLock implements AutoCloseable {
  /**
   * Far behind any content, so that the content stays readable where locks are mandatory (Windows).
   */
  private static final long LOCKED_BYTE = 1L << 40;

  /**
   * Files this process holds. It has to be one for the whole process, because the kernel's rule is:
   * closing any descriptor of a file drops every lock the process has on it. So a file that we hold
   * must not even be opened a second time.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final AtomicBoolean closed = new AtomicBoolean();

  private OsLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock, or gives nothing when this or another process has it. Creates the file. */
  public static Optional<OsLock> tryLock(Path file) throws IOException {
    Path key = key(file);
    if (!HELD.add(key)) {
      return Optional.empty();
    }
    Optional<OsLock> lock = Optional.empty();
    try {
      lock = lockUnheld(key);
    } finally {
      if (lock.isEmpty()) {
        HELD.remove(key);
      }
    }
    return lock;
  }

  private static Optional<OsLock> lockUnheld(Path key) throws IOException {
    FileChannel channel =
        FileChannel.open(
            key, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock(LOCKED_BYTE, 1, false);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? Optional.empty() : Optional.of(new OsLock(key, channel));
  }

  /** Takes the lock, waiting at most {@code limit}; nothing when it stayed taken. */
  public static Optional<OsLock> lock(Path file, Duration limit)
      throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(limit);
    Optional<OsLock> lock = tryLock(file);
    while (lock.isEmpty() && deadline.pause()) {
      lock = tryLock(file);
    }
    return lock;
  }

  /** Whether this very process holds the file. Never open a file for which this is true. */
  static boolean heldHere(Path file) throws IOException {
    return HELD.contains(key(file));
  }

  /** One spelling for one file, whatever links lead to it. */
  private static Path key(Path file) throws IOException {
    return PrivateFiles.folderOf(file).toRealPath().resolve(file.getFileName());
  }

  /** Replaces the content of the locked file; other processes can read it. */
  void write(String content) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)), 0);
  }

  /** Frees the lock and deletes the file. */
  void closeAndDelete() throws IOException {
    close(); // First, because Windows deletes no open file.
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      try {
        channel.close();
      } finally {
        HELD.remove(file);
      }
    }
  }
}
