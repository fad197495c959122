package dev.yinhu.register.reading;

import dev.yinhu.register.RegisterException;
import dev.yinhu.register.RegisterSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a register on disk, in UTF-8. Stateless. */
public final class RegisterSources {
  private RegisterSources() {}

  /**
   * One file.
   *
   * @param file as it is named in problems
   * @param directory where it begins when it is relative
   * @throws RegisterException when it cannot be read, is not UTF-8 or is empty
   */
  public static RegisterSource of(Path file, Path directory) {
    try {
      String text = Files.readString(directory.resolve(file));
      if (text.isBlank()) {
        throw new RegisterException(
            file + " is empty, perhaps cut off; write {} into it to declare nothing on purpose");
      }
      return new RegisterSource(file.toString(), text);
    } catch (CharacterCodingException e) {
      throw new RegisterException(file + " is not UTF-8; convert it", e);
    } catch (IOException e) {
      throw new RegisterException("cannot read " + file + "; check the path", e);
    }
  }

  /**
   * Files, and of folders those that end with {@code .yaml} or {@code .yml}, in the order of their
   * names; folders within are not looked into.
   *
   * @param directory where relative ones begin
   * @throws RegisterException when one cannot be read, or a folder has no such file
   */
  public static List<RegisterSource> all(List<Path> files, Path directory) {
    return files.stream()
        .flatMap(file ->
            Files.isDirectory(directory.resolve(file))
                ? within(file, directory).stream()
                : Stream.of(file))
        .map(file -> of(file, directory))
        .toList();
  }

  private static List<Path> within(Path folder, Path directory) {
    try (Stream<Path> children = Files.list(directory.resolve(folder))) {
      List<Path> found =
          children
              .map(Path::getFileName)
              .filter(name -> name.toString().matches(".+\\.ya?ml"))
              .sorted()
              .map(folder::resolve)
              .toList();
      if (found.isEmpty()) {
        throw new RegisterException(folder + " has no .yaml file; name the register's files");
      }
      return found;
    } catch (IOException e) {
      throw new RegisterException("cannot read " + folder + "; check its rights", e);
    }
  }
}
