package dev.yinhu.accessaudit.checkpoint;

import dev.yinhu.accessaudit.log.TreeHead;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A statement of a log: of this name, it has so many entries, and their tree has this root (C2SP
 * tlog-checkpoint, "Note text"). Trust it only as far as the note it stood in was signed.
 *
 * @param origin the log's name, one line
 * @param head size and root
 * @param extensions further lines, none of them empty; opaque, and not signed by ML-DSA-44
 *     cosignatures
 */
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {
  private static final int FIXED_LINES = 3;
  private static final int MAX_SIZE_DIGITS = 19;

  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
      throw new IllegalArgumentException("the lines of a checkpoint are not empty, and lines");
    }
  }

  /** A statement without extension lines. */
  public Checkpoint(String origin, TreeHead head) {
    this(origin, head, List.of());
  }

  private static boolean isLine(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c >= ' ')
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /**
   * Reads a note's text; there is exactly one text of a checkpoint.
   *
   * @throws IllegalArgumentException saying which line is wrong
   */
  public static Checkpoint parse(String text) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("a checkpoint ends in a newline");
    }
    String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
    if (lines.length < FIXED_LINES) {
      throw new IllegalArgumentException("a checkpoint has at least origin, size and root");
    }
    return new Checkpoint(
        lines[0],
        new TreeHead(size(lines[1]), Base64Text.decode(lines[2])),
        Arrays.asList(lines).subList(FIXED_LINES, lines.length));
  }

  /**
   * Reads a number of entries: ASCII digits without leading zeros, below 2^63.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  public static long size(String decimal) {
    boolean digits = decimal.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || decimal.isEmpty() || decimal.length() > MAX_SIZE_DIGITS) {
      throw new IllegalArgumentException("a size is a decimal number below 2^63");
    }
    if (decimal.length() > 1 && decimal.startsWith("0")) {
      throw new IllegalArgumentException("a size has no leading zeros");
    }
    return Long.parseLong(decimal);
  }

  /** How many entries the log says it has. */
  public long size() {
    return head.size();
  }

  /** The text that is signed: {@link #parse} reads it back. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(origin).append('\n').append(head.size()).append('\n');
    text.append(Base64Text.encode(head.root())).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
