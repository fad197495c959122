package dev.yinhu.crypto.root;

import dev.yinhu.crypto.RootKeyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A secret in a file of one line, read anew each time: a line end at its end is no part of it,
 * everything else is. Immutable.
 *
 * @param path where it is
 */
public record SecretFile(Path path) implements SecretSource {
  /** How long a secret may be, in bytes. */
  public static final int MOST_BYTES = 1024;

  @Override
  public byte[] read() {
    byte[] content = new byte[MOST_BYTES + 2];
    try (InputStream in = Files.newInputStream(path)) {
      int length = withoutLineEnd(content, in.readNBytes(content, 0, content.length));
      if (length == 0 || length > MOST_BYTES) {
        throw new RootKeyException(
            "the file " + path + " must hold one secret of 1 to " + MOST_BYTES + " bytes");
      }
      return Arrays.copyOf(content, length);
    } catch (IOException e) {
      throw new RootKeyException("cannot read the secret in " + path + ": " + e, e);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static int withoutLineEnd(byte[] content, int length) {
    int end = length;
    if (end > 0 && content[end - 1] == '\n') {
      end--;
    }
    if (end > 0 && content[end - 1] == '\r') {
      end--;
    }
    return end;
  }

  @Override
  public String place() {
    return path.toString();
  }

  /** Something that is another thing whenever the file was written again. */
  String stamp() {
    try {
      return Files.getLastModifiedTime(path) + "/" + Files.size(path);
    } catch (IOException e) {
      return "unreadable"; // Reading it will say why.
    }
  }
}
