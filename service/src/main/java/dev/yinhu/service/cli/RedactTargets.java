package dev.yinhu.service.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where copies go: never over what is read, nor among it. */
final class RedactTargets {
  private final Path working;

  RedactTargets(Path working) {
    this.working = working;
  }

  /**
   * The place of the copy of each path, in their order.
   *
   * @param directory new or empty
   */
  Map<String, Path> of(List<String> paths, Path directory) {
    requireEmpty(directory);
    Path target = real(directory);
    Map<String, Path> copies = new LinkedHashMap<>();
    for (String path : paths) {
      Path source = real(working.resolve(path));
      if (target.startsWith(source)) {
        throw new WrongUse(
            "the copies of " + path + " cannot go into it; give a --redact directory elsewhere");
      }
      Path copy = target.resolve(name(source));
      if (copies.containsValue(copy)) {
        throw new WrongUse(
            "two of the paths are called " + name(source) + "; redact them in two runs");
      }
      copies.put(path, copy);
    }
    return copies;
  }

  private static String name(Path source) {
    return source.getFileName() == null ? "root" : source.getFileName().toString();
  }

  private static void requireEmpty(Path directory) {
    try (var files = Files.newDirectoryStream(directory)) {
      if (files.iterator().hasNext()) {
        throw new WrongUse(directory + " is not empty; give a new directory for the copies");
      }
    } catch (NoSuchFileException _) {
      // It is made with the first copy.
    } catch (IOException e) {
      throw new CommandException(
          directory + " is no directory that can be read; give a new one for the copies", e);
    }
  }

  /** Without links, as far as it exists. */
  private static Path real(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    for (Path at = whole; at != null; at = at.getParent()) {
      if (Files.exists(at)) {
        try {
          return at.toRealPath().resolve(at.relativize(whole)).normalize();
        } catch (IOException e) {
          throw new CommandException("cannot look at " + path + "; check its rights", e);
        }
      }
    }
    return whole;
  }
}
