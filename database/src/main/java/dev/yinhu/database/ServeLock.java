package dev.yinhu.database;

import java.io.IOException;

/**
 * The right to serve from a data directory, held until closed or until the process dies. Closing
 * twice is harmless. Thread-safe.
 */
public final class ServeLock implements AutoCloseable {
  private final OsLock lock;

  ServeLock(OsLock lock) {
    this.lock = lock;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new DataDirectoryException("The serve lock of the data directory did not close.", e);
    }
  }
}
