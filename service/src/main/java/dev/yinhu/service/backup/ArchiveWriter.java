package dev.yinhu.service.backup;

import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.database.BackupSink;
import dev.yinhu.database.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one archive: a directory of mode 0700 with files of mode 0600, each on disk before the
 * next. For one thread.
 */
final class ArchiveWriter implements BackupSink {
  private static final int BUFFER = 1 << 20;

  private final Path root;
  private final Progress progress;
  private final List<String> directories = new ArrayList<>();
  private final List<Manifest.Entry> files = new ArrayList<>();
  private final byte[] buffer = new byte[BUFFER];

  /** Makes the directory. */
  ArchiveWriter(Path root, Progress progress) throws IOException {
    this.root = root;
    this.progress = progress;
    PrivateFiles.createDirectory(root);
  }

  @Override
  public void directory(String name) throws IOException {
    PrivateFiles.createDirectory(root.resolve(name));
    directories.add(name);
  }

  @Override
  public void file(String name, Path source) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      file(name, in);
    }
  }

  @Override
  public void file(String name, byte[] content) throws IOException {
    file(name, new ByteArrayInputStream(content));
  }

  private void file(String name, InputStream in) throws IOException {
    MessageDigest digest = Sha256.digest();
    long bytes = write(root.resolve(name), in, digest);
    files.add(new Manifest.Entry(name, bytes, FileHash.text(digest)));
    progress.add(bytes);
  }

  private long write(Path target, InputStream in, MessageDigest digest) throws IOException {
    PrivateFiles.createNew(target);
    long bytes = 0;
    try (FileChannel out = FileChannel.open(target, StandardOpenOption.WRITE)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        ByteBuffer rest = ByteBuffer.wrap(buffer, 0, read);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        bytes += read;
      }
      out.force(true);
    }
    return bytes;
  }

  /** Writes the manifest: with it, and not before, the archive is complete and on disk. */
  void finish(String part, String backup, Instant created, @Nullable String postgresql)
      throws IOException {
    for (String directory : directories) {
      PrivateFiles.syncDirectory(root.resolve(directory));
    }
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT, part, backup, created.toString(), postgresql, directories, files);
    write(root.resolve(Manifest.FILE), new ByteArrayInputStream(manifest.json()), Sha256.digest());
    PrivateFiles.syncDirectory(root);
    PrivateFiles.syncDirectory(PrivateFiles.folderOf(root));
  }
}
