package dev.yinhu.accessaudit.note;

import dev.yinhu.accessaudit.checkpoint.Base64Text;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    boolean isOf(NoteKey key) {
      return key.name().equals(name)
          && Arrays.equals(key.keyId(), 0, NoteKey.KEY_ID_BYTES, bytes(), 0, NoteKey.KEY_ID_BYTES);
    }

    byte[] bytes() {
      return Base64Text.decode(blob);
    }

    String text() {
      return SIGNATURE_MARK + name + " " + blob + "\n";
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
    if (Base64Text.decode(parts[2]).length <= NoteKey.KEY_ID_BYTES) {
      throw new IllegalArgumentException("a signature line is too short");
    }
    return new Line(parts[1], parts[2]);
  }

  static boolean isNoteText(String text) {
    return text.endsWith("\n")
        && text.chars().allMatch(c -> c == '\n' || c >= ' ')
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** What was signed, ending in a newline. Trust it only after {@link #verify}. */
  public String text() {
    return text;
  }

  /** The note as it was read: text, empty line, signature lines. */
  public String note() {
    StringBuilder note = new StringBuilder(text).append('\n');
    lines.forEach(line -> note.append(line.text()));
    return note.toString();
  }

  /** How many signature lines there are, whosever they are. */
  public int signatures() {
    return lines.size();
  }

  /** True when at least one of the keys signed it, and none of them wrongly. */
  public boolean isSignedBy(List<NoteKey> keys) {
    return verify(keys).accepted();
  }

  /** Checks every line that names one of the keys, by name and key id. */
  public Verification verify(Collection<NoteKey> keys) {
    Map<NoteKey, Signature> signed = new LinkedHashMap<>();
    Set<NoteKey> wrong = new LinkedHashSet<>();
    int unknown = 0;
    for (Line line : lines) {
      Optional<NoteKey> key = keys.stream().filter(line::isOf).findFirst();
      if (key.isEmpty()) {
        unknown++;
      } else {
        check(line, key.get())
            .ifPresentOrElse(
                signature -> signed.putIfAbsent(key.get(), signature), () -> wrong.add(key.get()));
      }
    }
    return new Verification(List.copyOf(signed.values()), List.copyOf(wrong), unknown);
  }

  /** The signature if it verifies; a time is stated before it unless the type has none. */
  private Optional<Signature> check(Line line, NoteKey key) {
    ByteBuffer blob = ByteBuffer.wrap(line.bytes()).position(NoteKey.KEY_ID_BYTES);
    KeyType type = key.type();
    int timeBytes = type.isCosignature() ? Long.BYTES : 0;
    if (!type.fits(blob.remaining() - timeBytes)) {
      return Optional.empty();
    }
    long time = type.isCosignature() ? blob.getLong() : 0;
    byte[] signature = new byte[blob.remaining()];
    blob.get(signature);
    if (time < 0 || time > Instant.MAX.getEpochSecond() || !verifies(key, time, signature)) {
      return Optional.empty();
    }
    Optional<Instant> stated =
        time == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(time));
    return Optional.of(new Signature(key, stated, line.text()));
  }

  private boolean verifies(NoteKey key, long time, byte[] signature) {
    try {
      return key.verifies(CosignedMessage.of(key.type(), key.name(), time, text), signature);
    } catch (IllegalArgumentException noCheckpoint) {
      return false;
    }
  }
}
