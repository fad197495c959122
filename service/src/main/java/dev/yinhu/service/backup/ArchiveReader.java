package dev.yinhu.service.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One archive of a backup, whose every file is checked before it is used. */
record ArchiveReader(Path root, Manifest manifest) {

  static ArchiveReader open(Path root, String part) {
    return new ArchiveReader(root, Manifest.read(root, part));
  }

  /** Reads every file and compares it with the manifest. */
  void verify(Progress progress) throws IOException {
    for (Manifest.Entry entry : manifest.files()) {
      Path file = path(entry.name());
      if (!Files.isRegularFile(file)
          || Files.size(file) != entry.bytes()
          || !FileHash.of(file).equals(entry.sha256())) {
        throw new BackupException(
            "%s is missing or not as it was written: nothing was restored; take another backup"
                .formatted(file));
      }
      progress.add(entry.bytes());
    }
  }

  /** A file of the archive; names come from a file and must not lead out of it. */
  Path path(String name) {
    Path file = root.resolve(name).normalize();
    if (!file.startsWith(root)) {
      throw new BackupException("the manifest in " + root + " has a file of a strange name");
    }
    return file;
  }
}
