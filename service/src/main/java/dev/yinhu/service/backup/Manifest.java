package dev.yinhu.service.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an archive holds. Written last, so that an archive without it is known to be incomplete.
 *
 * @param format {@code yinhu-backup/1}
 * @param part {@code data} or {@code keys}
 * @param backup what the two archives of one backup have in common
 * @param created when its content was that of the installation, ISO 8601 in UTC
 * @param postgresql version of the server whose files these are; only in {@code data}
 * @param directories all of them, a parent before what is in it
 * @param files all of them
 */
record Manifest(
    String format,
    String part,
    String backup,
    String created,
    @Nullable String postgresql,
    List<String> directories,
    List<Entry> files) {

  /** The name of its file in the archive. */
  static final String FILE = "manifest.json";

  static final String FORMAT = "yinhu-backup/1";
  static final String DATA = "data";
  static final String KEYS = "keys";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * One file.
   *
   * @param name its path in the archive, with {@code /} between the parts
   * @param sha256 of its content, in lower-case hexadecimal
   */
  record Entry(String name, long bytes, String sha256) {}

  Manifest {
    Objects.requireNonNull(created); // What Jackson leaves out is null, whatever the types say.
    directories = List.copyOf(directories);
    files = List.copyOf(files);
  }

  /** Reads the manifest of an archive, which must be the wanted part. */
  static Manifest read(Path archive, String part) {
    Path file = archive.resolve(FILE);
    try {
      Manifest read = JSON.readValue(Files.readAllBytes(file), Manifest.class);
      if (!FORMAT.equals(read.format) || !part.equals(read.part)) {
        throw new BackupException(
            "%s is not the part %s of a backup that this version reads (%s)"
                .formatted(archive, part, FORMAT));
      }
      var _ = Instant.parse(read.created);
      return read;
    } catch (NoSuchFileException e) {
      throw new BackupException(
          archive + " is no backup, or one that was broken off: it has no " + FILE, e);
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw new BackupException(file + " is damaged: take another backup", e);
    } catch (IOException e) {
      throw new BackupException("cannot read " + file + ": " + e, e);
    }
  }

  byte[] json() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a manifest", e);
    }
  }
}
