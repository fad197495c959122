package dev.yinhu.accessaudit.verify;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the parts of a log come from, by their names in the layout of C2SP tlog-tiles: {@code
 * checkpoint}, {@code tile/0/000} and so on. Safe for use by as many threads as it has lanes.
 */
public interface LogSource {
  /**
   * The bytes of a part; empty when there is no such part.
   *
   * @param maxBytes no more than one byte above this is read: the part is too long then
   * @throws IOException when it may be there and cannot be read
   */
  Optional<byte[]> read(String name, int maxBytes) throws IOException;

  /**
   * Gives every name, for a source that can list them; others give none.
   *
   * @throws IOException when they cannot be listed
   */
  default void names(Consumer<String> action) throws IOException {}

  /** How many reads at once are of use. */
  default int lanes() {
    return 1;
  }

  /** Parts that lie in memory, by name. The map is not copied. */
  static LogSource of(Map<String, byte[]> parts) {
    return new LogSource() {
      @Override
      public Optional<byte[]> read(String name, int maxBytes) {
        byte[] part = parts.get(name);
        return part == null
            ? Optional.empty()
            : Optional.of(Arrays.copyOf(part, (int) Math.min(part.length, maxBytes + 1L)));
      }

      @Override
      public void names(Consumer<String> action) {
        parts.keySet().forEach(action);
      }
    };
  }
}
