package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the files of a backup where the embedded server expects them. They get their name only when
 * all are on disk: a restore that was broken off leaves no database, nobody can make a new one in
 * its place by mistake, and it can be begun again. For one thread.
 */
public final class EmbeddedRestore implements AutoCloseable {
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(10);
  private static final String ACCESS = "server.properties";
  private static final String INSIDE = "cluster/";

  private final Cluster cluster;
  private final OsLock lock;
  private final RunAs runAs;
  private final List<Path> directories = new ArrayList<>();

  private EmbeddedRestore(Cluster cluster, OsLock lock, RunAs runAs) {
    this.cluster = cluster;
    this.lock = lock;
    this.runAs = runAs;
  }

  /**
   * Begins; what an earlier attempt left is deleted.
   *
   * @throws DataDirectoryException when there is a database already
   */
  public static EmbeddedRestore begin(DataDirectory directory) {
    try {
      Cluster cluster = Cluster.in(directory);
      OsLock lock =
          OsLock.lock(cluster.startLock(), LOCK_LIMIT)
              .orElseThrow(() ->
                  new DataDirectoryException(
                      "Another process is starting or restoring the database of "
                          + directory.path()
                          + ". End it and try again."));
      boolean begun = false;
      try {
        EmbeddedRestore restore = begin(cluster, lock);
        begun = true;
        return restore;
      } finally {
        if (!begun) {
          lock.close();
        }
      }
    } catch (IOException e) {
      throw DataDirectory.unusable(directory.path(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("Interrupted while restoring", e);
    }
  }

  private static EmbeddedRestore begin(Cluster cluster, OsLock lock)
      throws IOException, InterruptedException {
    if (Files.exists(cluster.data())) {
      throw new DataDirectoryException(
          "Data directory "
              + cluster.root()
              + " has a database already, and a restore overwrites none. Choose an empty directory"
              + " with --data.");
    }
    PrivateFiles.deleteTree(cluster.restoring());
    PrivateFiles.createDirectory(cluster.restoring());
    RunAs runAs = Programs.find(cluster, EmbeddedSettings.standard()).runAs();
    runAs.giveTo(cluster.restoring(), cluster.root());
    EmbeddedRestore restore = new EmbeddedRestore(cluster, lock, runAs);
    restore.directories.add(cluster.restoring());
    return restore;
  }

  /** A directory of the backup, named as it was given to the backup's sink. */
  public void directory(String name) throws IOException {
    Path made = target(name);
    if (made.equals(cluster.restoring())) {
      return;
    }
    PrivateFiles.createDirectory(made);
    runAs.giveTo(made, made);
    directories.add(made);
  }

  /** A file of the backup; on disk when this returns. */
  public void file(String name, Path source) throws IOException {
    if (name.equals(ACCESS)) {
      PrivateFiles.replace(cluster.accessFile(), Files.readString(source));
      return;
    }
    Path target = target(name);
    PrivateFiles.createNew(target);
    PrivateFiles.copy(source, target);
    runAs.giveTo(target, target);
  }

  /** Names come from a file: they must not lead out of the directory. */
  private Path target(String name) throws IOException {
    Path root = cluster.restoring();
    if (name.equals("cluster")) {
      return root;
    }
    String inside = name.startsWith(INSIDE) ? name.substring(INSIDE.length()) : "..";
    Path target = root.resolve(inside).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("the backup has a file of a strange name: " + name);
    }
    return target;
  }

  /** Gives the database its name: from now on it is there. Durable when this returns. */
  public void commit() throws IOException {
    for (Path directory : directories) {
      PrivateFiles.syncDirectory(directory);
    }
    Files.move(cluster.restoring(), cluster.data(), StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.syncDirectory(cluster.home());
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
