package dev.yinhu.crypto.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/**
 * Secrets that are searched for in a dump of the heap that the searcher lives in itself: it keeps
 * hashes only, of each secret as bytes, as hexadecimal and base64 text, and of all these in the
 * encodings of a {@code String} and a {@code char[]}. Not safe for use by several threads.
 */
public final class HeapSecrets {
  private static final long BASE = 1_000_003;

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
    long rolling = 0;
    for (byte b : shape) {
      rolling = rolling * BASE + b;
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

  /** The names of those that are in the file (rolling hash of Karp and Rabin, then SHA-256). */
  public Set<String> foundIn(Path file) throws IOException {
    Set<String> found = new TreeSet<>();
    for (int length : shapes.stream().mapToInt(Shape::length).distinct().toArray()) {
      Shape[] ofLength =
          shapes.stream().filter(shape -> shape.length() == length).toArray(Shape[]::new);
      search(file, length, ofLength, found);
    }
    return found;
  }

  private static void search(Path file, int length, Shape[] wanted, Set<String> found)
      throws IOException {
    long first = 1;
    for (int i = 1; i < length; i++) {
      first *= BASE;
    }
    byte[] window = new byte[length];
    long rolling = 0;
    long at = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      for (int next = in.read(); next >= 0; next = in.read(), at++) {
        int slot = (int) (at % length);
        rolling = (rolling - window[slot] * first) * BASE + (byte) next;
        window[slot] = (byte) next;
        for (Shape shape : wanted) {
          if (shape.rolling() == rolling && isShape(window, slot + 1, shape)) {
            found.add(shape.name());
          }
        }
      }
    }
  }

  private static boolean isShape(byte[] window, int start, Shape shape) {
    byte[] inOrder = new byte[window.length];
    int tail = window.length - start;
    System.arraycopy(window, start, inOrder, 0, tail);
    System.arraycopy(window, 0, inOrder, tail, start);
    return digest(inOrder).equals(shape.digest());
  }

  /** Writes everything that can be reached in this process. */
  public static Path dump(Path to) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(to.toString(), true);
    return to;
  }
}
