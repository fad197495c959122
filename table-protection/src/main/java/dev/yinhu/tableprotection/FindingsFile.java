package dev.yinhu.tableprotection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that need a person's eye, one JSON object a line, in a file that only its owner can read
 * (0600): keys of rows can be personal, so they are in no log and no output. Holds at most {@value
 * #MOST} lines. For one thread.
 */
final class FindingsFile {
  private static final int MOST = 100_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private int lines;

  FindingsFile(Path directory, ProtectionJob job, Phase phase) {
    this.file = directory.resolve(job.name() + "-" + phase.word() + ".findings.jsonl");
  }

  Path path() {
    return file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Forgets what an earlier walk found. */
  void clear() {
    try {
      Files.deleteIfExists(file);
      lines = 0;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  void add(List<Finding> findings) {
    if (findings.isEmpty() || lines >= MOST) {
      return;
    }
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(line(finding)).append('\n');
    }
    lines += findings.size();
    try {
      if (!Files.exists(file)) {
        create();
      }
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void create() throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, mode);
  }

  private static String line(Finding finding) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", finding.code());
    members.put("field", finding.field().text());
    finding.column().ifPresent(column -> members.put("column", column));
    members.put("key", finding.key().parts());
    try {
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("strings are always JSON", e);
    }
  }

  private ProtectionException unwritable(IOException e) {
    return new ProtectionException(
        "the list of findings " + file + " cannot be written: check its directory and the disk", e);
  }
}
