package dev.yinhu.service.cli;

import dev.yinhu.register.FieldRef;
import dev.yinhu.subjectrights.correction.NewValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to stand in a field, without being seen by whoever lists processes. */
final class ValueFile {
  /** Every character may take four bytes, and a line end may follow. */
  private static final int LONGEST = 4 * NewValue.MOST_CHARACTERS + 2;

  @Option(
      names = "--value-file",
      paramLabel = "FILE",
      description = {
        "With correct and supplement: file with what is to stand in the field; /dev/stdin reads"
            + " what is piped in. One line end at its end is no part of it."
      })
  private @Nullable Path file;

  /** Whether the option was given. */
  boolean isGiven() {
    return file != null;
  }

  /**
   * The value.
   *
   * @throws WrongUse when the option was not given, or the file has no value; its message does not
   *     repeat it
   */
  NewValue read(CommandWorld world, FieldRef field) {
    if (file == null) {
      throw new WrongUse("give --value-file");
    }
    try (InputStream in = Files.newInputStream(world.workingDirectory().resolve(file))) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new WrongUse(file + " is too long for a value");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new NewValue(field, text.replaceFirst("\\R\\z", ""));
    } catch (IOException e) {
      throw new WrongUse("cannot read a value in UTF-8 from " + file);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(file + ": " + e.getMessage());
    }
  }
}
