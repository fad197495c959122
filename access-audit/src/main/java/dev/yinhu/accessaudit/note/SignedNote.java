package dev.yinhu.accessaudit.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A note as read: its text and its signature lines, nothing checked yet. Immutable.
 *
 * <p>A note is accepted under a set of keys when at least one of them signed it and none of them
 * signed it wrongly; signatures of unknown keys are passed over (C2SP signed-note, "Verifying").
 */
public final class SignedNote {
  static final String SIGNATURE_MARK = "\u2014 ";
  private static final int MAX_SIGNATURES = 100;
  private static final int MAX_LENGTH = 1_000_000;

  private record Line(String name, String blob) {
    byte[] keyId() {
      return Arrays.copyOf(Base64.getDecoder().decode(blob), NoteKey.KEY_ID_BYTES);
    }

    byte[] signature() {
      byte[] bytes = Base64.getDecoder().decode(blob);
      return Arrays.copyOfRange(bytes, NoteKey.KEY_ID_BYTES, bytes.length);
    }
  }

  private final String text;
  private final List<Line> lines;

  private SignedNote(String text, List<Line> lines) {
    this.text = text;
    this.lines = lines;
  }

  /**
   * Splits a note at its last empty line.
   *
   * @throws IllegalArgumentException when it is not a note
   */
  public static SignedNote parse(String note) {
    int split = note.lastIndexOf("\n\n");
    if (note.length() > MAX_LENGTH || split < 0 || !isNoteText(note)) {
      throw new IllegalArgumentException("not a signed note: text, empty line, signatures");
    }
    String signatures = note.substring(split + 2);
    if (!signatures.endsWith("\n")) {
      throw new IllegalArgumentException("a signature line of the note is cut short");
    }
    String[] each = signatures.substring(0, signatures.length() - 1).split("\n", -1);
    if (each.length > MAX_SIGNATURES) {
      throw new IllegalArgumentException(
          "the note has more than " + MAX_SIGNATURES + " signatures");
    }
    List<Line> lines = new ArrayList<>();
    for (String line : each) {
      lines.add(line(line));
    }
    return new SignedNote(note.substring(0, split + 1), List.copyOf(lines));
  }

  private static Line line(String line) {
    String[] parts = line.split(" ", -1);
    if (!line.startsWith(SIGNATURE_MARK) || parts.length != 3 || !NoteKey.isName(parts[1])) {
      throw new IllegalArgumentException("a signature line is: em dash, name, base64");
    }
    if (Base64.getDecoder().decode(parts[2]).length <= NoteKey.KEY_ID_BYTES) {
      throw new IllegalArgumentException("a signature line is too short");
    }
    return new Line(parts[1], parts[2]);
  }

  static boolean isNoteText(String text) {
    return text.endsWith("\n")
        && text.chars().allMatch(c -> c == '\n' || c >= ' ')
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** What was signed, ending in a newline. Trust it only after {@link #isSignedBy}. */
  public String text() {
    return text;
  }

  /** True when at least one of the keys signed it, and none of them wrongly. */
  public boolean isSignedBy(List<NoteKey> keys) {
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    boolean signed = false;
    for (Line line : lines) {
      for (NoteKey key : keys) {
        if (key.name().equals(line.name()) && Arrays.equals(key.keyId(), line.keyId())) {
          if (!key.verifies(message, line.signature())) {
            return false;
          }
          signed = true;
        }
      }
    }
    return signed;
  }
}
