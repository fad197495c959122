package dev.yinhu.breachresponse.scope;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The persons of an estimate in a file until they are kept, in the form of the table: 16 bytes of
 * the reference and one of marks. For one thread.
 */
final class PersonsFile implements AutoCloseable {
  /** Bytes of a person. */
  static final int EACH = Reference.BYTES + 1;

  /** Persons of one row. */
  static final int AT_ONCE = 4_096;

  private static final int SENSITIVE = 1;
  private static final int MINOR = 2;
  private static final int MINOR_UNKNOWN = 4;

  /** Takes rows, the first first. */
  interface Rows {
    void take(int chunk, byte[] refs);
  }

  private record Waiting(long high, long low, boolean sensitive) {}

  private final Path file;
  private final DataOutputStream out;
  private final List<Waiting> waiting = new ArrayList<>();
  private Minors minors = Minors.UNKNOWN;
  private long persons;
  private long sensitive;
  private long minorPersons;
  private long unknown;

  PersonsFile(Path folder) throws IOException {
    this.file = Files.createTempFile(folder, "scope-", ".persons");
    this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  void minorsBy(Minors known) {
    minors = known;
  }

  /** Adds a person; in ascending order, each once. */
  void add(long high, long low, boolean ofSensitive) throws IOException {
    waiting.add(new Waiting(high, low, ofSensitive));
    if (waiting.size() == AT_ONCE) {
      write();
    }
  }

  /** Nothing is added any more. */
  void finish() throws IOException {
    write();
    out.close();
  }

  private void write() throws IOException {
    List<String> references =
        waiting.stream().map(each -> Reference.text(each.high(), each.low())).toList();
    Map<String, Boolean> known = references.isEmpty() ? Map.of() : minors.among(references);
    for (int i = 0; i < waiting.size(); i++) {
      Waiting each = waiting.get(i);
      out.writeLong(each.high());
      out.writeLong(each.low());
      out.writeByte(marks(each, Optional.ofNullable(known.get(references.get(i)))));
    }
    waiting.clear();
  }

  /** All data of a minor under fourteen are sensitive. */
  private int marks(Waiting each, Optional<Boolean> minor) {
    boolean isMinor = minor.orElse(false);
    boolean isSensitive = each.sensitive() || isMinor;
    persons++;
    sensitive += isSensitive ? 1 : 0;
    minorPersons += isMinor ? 1 : 0;
    unknown += minor.isEmpty() ? 1 : 0;
    return (isSensitive ? SENSITIVE : 0)
        | (isMinor ? MINOR : 0)
        | (minor.isEmpty() ? MINOR_UNKNOWN : 0);
  }

  /** A person of a row. */
  static ScopePerson person(byte[] refs, int number) {
    ByteBuffer row = ByteBuffer.wrap(refs, number * EACH, EACH);
    String reference = Reference.text(row.getLong(), row.getLong());
    int marks = row.get();
    return new ScopePerson(
        reference,
        (marks & SENSITIVE) != 0,
        (marks & MINOR_UNKNOWN) != 0 ? Optional.empty() : Optional.of((marks & MINOR) != 0));
  }

  long persons() {
    return persons;
  }

  long sensitive() {
    return sensitive;
  }

  long minors() {
    return minorPersons;
  }

  long minorsUnknown() {
    return unknown;
  }

  /** Gives the rows. */
  void forEachRow(Rows rows) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int chunk = 0;
      for (byte[] refs = in.readNBytes(AT_ONCE * EACH);
          refs.length > 0;
          refs = in.readNBytes(AT_ONCE * EACH)) {
        rows.take(chunk++, refs);
      }
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(file);
  }
}
