package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.source.Happening.WasSkipped;
import dev.yinhu.piiscanner.source.Happening.Why;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Walks a directory in the order of names. Symbolic links are told and not followed, so a walk ends
 * and reads nothing twice or outside. Holds the names of the directories it stands in. Stateless.
 */
public final class FileTree {

  private FileTree() {}

  /** Takes what a walk comes by, in its order. */
  public interface Visitor {
    /** A file, and the name it is told under. */
    void file(Path path, String source);

    /** Something that is no file to read. */
    void happened(Happening happening);
  }

  /**
   * Walks what a path leads to, which may be a file and a link.
   *
   * @param source the name under which it is told
   */
  public static void walk(Path path, String source, Visitor visitor) {
    if (Files.isDirectory(path)) {
      directory(path, source, visitor);
    } else {
      visitor.file(path, source);
    }
  }

  private static void directory(Path path, String source, Visitor visitor) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      stream.forEach(children::add);
    } catch (IOException e) {
      visitor.happened(FileReading.unreadable(source, e));
    } catch (DirectoryIteratorException e) {
      visitor.happened(FileReading.unreadable(source, new IOException(e)));
    }
    children.sort(Comparator.comparing(child -> child.getFileName().toString()));
    String base = source.endsWith("/") ? source : source + "/";
    for (Path child : children) {
      child(child, base + EntryName.shown(child.getFileName().toString()), visitor);
    }
  }

  private static void child(Path path, String source, Visitor visitor) {
    if (Files.isSymbolicLink(path)) {
      visitor.happened(new WasSkipped(source, Why.LINK));
    } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      directory(path, source, visitor);
    } else {
      visitor.file(path, source);
    }
  }
}
