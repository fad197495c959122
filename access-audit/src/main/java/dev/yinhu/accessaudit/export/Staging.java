package dev.yinhu.accessaudit.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.accessaudit.verify.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An export while it is written: a directory beside the target that takes the target's name only
 * when every file is on disk. Closed before that, it is removed. For one thread.
 */
final class Staging implements AutoCloseable {
  private final Path target;
  private final Path directory;
  private final List<Manifest.Entry> files = new ArrayList<>();
  private final SortedSet<Path> directories = new TreeSet<>();
  private boolean done;

  private Staging(Path target, Path directory) {
    this.target = target;
    this.directory = directory;
  }

  /**
   * Begins.
   *
   * @throws ExportException when the target is not free, or nothing can be written beside it
   */
  static Staging beside(Path target) {
    Path absolute = target.toAbsolutePath().normalize();
    try {
      if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) && !isEmptyDirectory(absolute)) {
        throw new ExportException(absolute + " is not empty; name a directory that is not there");
      }
      Path parent = absolute.getParent();
      if (parent == null) {
        throw new ExportException(absolute + " cannot be a target; name a directory below it");
      }
      Files.createDirectories(parent);
      return new Staging(
          absolute, Files.createTempDirectory(parent, "." + absolute.getFileName() + "."));
    } catch (IOException e) {
      throw failed(absolute, e);
    }
  }

  private static boolean isEmptyDirectory(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  private static ExportException failed(Path target, IOException e) {
    String why =
        e instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new ExportException(
        "the export to " + target + " could not be written (" + why + "); nothing was left there",
        e);
  }

  /** Adds a file, on disk when this returns. */
  void add(String name, byte[] bytes) {
    write(name, bytes);
    files.add(new Manifest.Entry(name, bytes.length, Sha256.hex(bytes)));
  }

  private void write(String name, byte[] bytes) {
    Path file = directory.resolve(name);
    try {
      Path parent = file.getParent();
      if (parent != null && directories.add(parent)) {
        Files.createDirectories(parent);
        for (Path each = parent; each != null && each.startsWith(directory); ) {
          directories.add(each);
          each = each.getParent();
        }
      }
      try (FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  /** What the manifest says of the export as a whole. */
  interface Head {
    void write(JsonGenerator json) throws IOException;
  }

  /** Adds manifest and hash, and gives the export its name; it is whole from then on. */
  void finish(Head head) {
    byte[] manifest = manifest(head);
    write(Manifest.NAME, manifest);
    write(
        Manifest.HASH_NAME,
        (Sha256.hex(manifest) + "  " + Manifest.NAME + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      for (Path each : directories.reversed()) {
        force(each);
      }
      force(directory);
      Files.move(directory, target, StandardCopyOption.ATOMIC_MOVE);
      done = true;
      force(target.resolveSibling("."));
    } catch (DirectoryNotEmptyException e) {
      throw new ExportException(
          target + " was filled by somebody else meanwhile; name another directory", e);
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  private byte[] manifest(Head head) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("format", Manifest.FORMAT);
      head.write(json);
      json.writeArrayFieldStart("files");
      for (Manifest.Entry file : files) {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField("name", file.name());
        json.writeNumberField("bytes", file.bytes());
        json.writeStringField("sha256", file.sha256());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    if (done) {
      return;
    }
    try (Stream<Path> left = Files.walk(directory)) {
      for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ExportException("remove by hand what is left of the export: " + directory, e);
    }
  }
}
