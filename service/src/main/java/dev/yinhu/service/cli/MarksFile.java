package dev.yinhu.service.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.piiscanner.jdbc.ScanState;
import dev.yinhu.piiscanner.jdbc.TableName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far the tables of one database were read, in a file: JSON that only its owner may read, since
 * a key may be somebody's number. What is written is on the disk, whole, or the file is as before.
 */
record MarksFile(Path path, String database) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

  private record Kept(String database, List<Mark> marks) {}

  private record Mark(String schema, String table, String column, String value) {}

  /**
   * What the last scan kept; nothing when there is no file yet.
   *
   * @throws WrongUse when the file is none of these or of another database
   */
  ScanState read() {
    if (!Files.exists(path)) {
      return ScanState.NOTHING;
    }
    Kept kept = kept();
    if (!kept.database().equals(database)) {
      throw new WrongUse(
          path + " was kept of another database: give each database a file of its own");
    }
    return new ScanState(
        kept.marks().stream()
            .collect(
                Collectors.toMap(
                    mark -> new TableName(mark.schema(), mark.table()),
                    mark -> new ScanState.Watermark(mark.column(), mark.value()),
                    (_, last) -> last)));
  }

  private Kept kept() {
    try {
      return JSON.readValue(Files.readAllBytes(path), Kept.class);
    } catch (JsonProcessingException e) {
      throw new WrongUse(
          path + " holds no marks of a scan: name another file, or remove it to read everything");
    } catch (IOException e) {
      throw new CommandException("cannot read " + path, e);
    }
  }

  /** Keeps how far the tables are read now. */
  void write(ScanState state) {
    List<Mark> marks =
        state.tables().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(one ->
                new Mark(
                    one.getKey().schema(),
                    one.getKey().table(),
                    one.getValue().column(),
                    one.getValue().value()))
            .toList();
    try {
      byte[] text =
          JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Kept(database, marks));
      replace(text);
    } catch (IOException e) {
      throw new CommandException("cannot keep how far the tables were read in " + path, e);
    }
  }

  private void replace(byte[] text) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(folder, ".marks", ".tmp", owner);
    try {
      Files.write(draft, text, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
