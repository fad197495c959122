package dev.yinhu.crypto.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Secrets that are searched for in a dump of the heap that the searcher lives in itself: it keeps
 * hashes only, of each secret as bytes, as hexadecimal and base64 text, and of all these in the
 * encodings of a {@code String} and a {@code char[]}. Not safe for use by several threads.
 */
public final class HeapSecrets {
  private static final long BASE = 1_000_003;
  private static final int FILTER_BITS = 16;

  /** Every shape is at least this long. */
  private static final int FIRST = 12;

  /** What a byte has become when it leaves the window: BASE to the power of FIRST - 1. */
  private static final long LEAVING =
      LongStream.generate(() -> BASE).limit(FIRST - 1).reduce(1, (a, b) -> a * b);

  private record Shape(String name, int length, long rolling, String digest) {}

  private final List<Shape> shapes = new ArrayList<>();

  /** Remembers what the secret looks like, and not the secret. */
  public void plant(String name, byte[] secret) {
    byte[] hex = HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII);
    byte[] base64 = Base64.getUrlEncoder().withoutPadding().encode(secret);
    // The last character of base64 depends on what comes next.
    for (byte[] shape : List.of(secret, hex, Arrays.copyOf(base64, base64.length - 1))) {
      add(name, shape.clone());
      add(name, spread(shape, 0));
      add(name, spread(shape, 1));
    }
  }

  private static byte[] spread(byte[] bytes, int at) {
    byte[] wide = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      wide[2 * i + at] = bytes[i];
    }
    return wide;
  }

  private void add(String name, byte[] shape) {
    if (shape.length < FIRST) {
      throw new IllegalArgumentException("too short to be found for certain: " + name);
    }
    long rolling = 0;
    for (int i = 0; i < FIRST; i++) {
      rolling = rolling * BASE + shape[i];
    }
    shapes.add(new Shape(name, shape.length, rolling, digest(shape)));
    Arrays.fill(shape, (byte) 0);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The names of those that are in the file: one pass with the rolling hash of Karp and Rabin over
   * the first bytes, then SHA-256.
   */
  public Set<String> foundIn(Path file) throws IOException {
    Set<String> found = new TreeSet<>();
    boolean[] maybe = new boolean[1 << FILTER_BITS];
    shapes.forEach(shape -> maybe[filter(shape.rolling())] = true);
    try (FileChannel in = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      MemorySegment content = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size(), arena);
      long rolling = 0;
      for (long end = 0; end < content.byteSize(); end++) {
        byte leaves = end < FIRST ? 0 : content.get(ValueLayout.JAVA_BYTE, end - FIRST);
        rolling = (rolling - leaves * LEAVING) * BASE + content.get(ValueLayout.JAVA_BYTE, end);
        if (maybe[filter(rolling)]) {
          compare(content, end + 1 - FIRST, rolling, found);
        }
      }
    }
    return found;
  }

  private static int filter(long rolling) {
    return (int) (rolling >>> (Long.SIZE - FILTER_BITS));
  }

  private void compare(MemorySegment content, long start, long rolling, Set<String> found) {
    for (Shape shape : shapes) {
      if (shape.rolling() == rolling
          && start >= 0
          && start + shape.length() <= content.byteSize()
          && digest(content.asSlice(start, shape.length()).toArray(ValueLayout.JAVA_BYTE))
              .equals(shape.digest())) {
        found.add(shape.name());
      }
    }
  }

  /** Writes everything that can be reached in this process. */
  public static Path dump(Path to) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(to.toString(), true);
    return to;
  }
}
