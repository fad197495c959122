package dev.yinhu.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks a {@code .tar.xz} stream: files, folders, symbolic links, the executable bit. */
final class TarXz {
  private static final int OWNER_EXECUTES = 0100;

  private TarXz() {}

  /** Each file is on disk when this returns. Fails on an entry that leads out of {@code target}. */
  static void unpack(InputStream in, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
      createFolder(target);
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        unpackEntry(tar, entry, inside(target, entry.getName()), target);
        entry = tar.getNextEntry();
      }
    }
    sync(target);
  }

  /** At the end, because one file's sync then carries the others' metadata: seconds become less. */
  private static void sync(Path target) throws IOException {
    List<Path> files;
    try (Stream<Path> below = Files.walk(target)) {
      files = below.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  private static void unpackEntry(
      TarArchiveInputStream tar, TarArchiveEntry entry, Path path, Path target) throws IOException {
    if (entry.isDirectory()) {
      createFolder(path);
      return;
    }
    createFolder(PrivateFiles.folderOf(path));
    if (entry.isSymbolicLink()) {
      Path link = Path.of(entry.getLinkName());
      inside(target, target.relativize(path.resolveSibling(link).normalize()).toString());
      Files.createSymbolicLink(path, link);
    } else if (entry.isFile()) {
      writeFile(tar, entry, path);
    }
  }

  private static void writeFile(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    try (FileChannel out =
        FileChannel.open(
            path, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      tar.transferTo(Channels.newOutputStream(out));
    }
    setMode(path, (entry.getMode() & OWNER_EXECUTES) == 0 ? "rw-r--r--" : "rwxr-xr-x");
  }

  private static void createFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      createFolder(PrivateFiles.folderOf(path));
      Files.createDirectory(path);
      setMode(path, "rwxr-xr-x");
    }
  }

  /** Set afterwards, because the process may create files for its own user only. */
  private static void setMode(Path path, String mode) throws IOException {
    if (PrivateFiles.POSIX) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
  }

  private static Path inside(Path target, String name) throws IOException {
    Path path = target.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("Archive entry leads out of its folder");
    }
    return path;
  }
}
