package dev.yinhu.piiscanner.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The directory below which paths may be scanned. No symbolic link below it leads anywhere. */
final class AllowedRoot {
  private final Path root;

  AllowedRoot(Path root) {
    this.root = root;
  }

  /**
   * The real path of what is named.
   *
   * @param path with slashes, relative; empty or a dot for the root
   * @throws NotAllowed when there is nothing, or something on the way is a link or leads up; both
   *     are told in the same words, so that nobody learns what lies outside
   */
  Path resolve(String path) {
    try {
      Path at = real();
      for (Path part : Path.of(path.equals(".") ? "" : path)) {
        at = part.toString().isEmpty() ? at : step(at, part);
      }
      if (!Path.of(path).isAbsolute() && Files.isReadable(at)) {
        return at;
      }
    } catch (IOException | InvalidPathException e) {
      throw nothing();
    }
    throw nothing();
  }

  private static Path step(Path at, Path part) {
    Path next = at.resolve(part);
    boolean plain =
        Files.isRegularFile(next, LinkOption.NOFOLLOW_LINKS)
            || Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS);
    if (!plain || part.toString().equals("..") || part.toString().equals(".")) {
      throw nothing();
    }
    return next;
  }

  /** Whether a file is still where it was found, and not a link put into its place. */
  boolean holds(Path file) {
    try {
      return file.toRealPath().equals(file) && file.startsWith(real());
    } catch (IOException e) {
      return true; // Reading it will tell what is wrong.
    }
  }

  /** Names of a file below the root, from the root on. */
  Path below(Path file) {
    try {
      return real().relativize(file);
    } catch (IOException e) {
      throw new NotAllowed("the directory of scan.root is gone: bring it back");
    }
  }

  private Path real() throws IOException {
    return root.toRealPath();
  }

  private static NotAllowed nothing() {
    return new NotAllowed(
        "there is no such file or directory below scan.root: give a path from there on, with"
            + " slashes, on which nothing is a symbolic link");
  }
}
