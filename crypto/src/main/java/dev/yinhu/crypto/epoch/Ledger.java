package dev.yinhu.crypto.epoch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The erasure ledger: a text file of one header line and one line for each event, only ever
 * appended to. Each line carries a chain, HMAC-SHA-256 over the chain before it and its own
 * content: who does not have the key can neither change nor take out nor add a line. That the end
 * was cut off is seen by whoever remembers a {@link LedgerEnd}.
 *
 * <p>Lines are on disk (fsync) before {@link #append} returns. An end that a crash left torn was
 * never acknowledged and is cut off by {@link #read}. Call everything under the lock of the
 * directory. Safe for use by many threads under that lock.
 */
public final class Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final String TITLE = "yinhu-erasures 1 ";

  private final Path file;
  private final String id;
  private final String header;
  private final LedgerMac pseudonyms;
  private final LedgerMac chains;

  /**
   * Touches nothing yet.
   *
   * @param id hexadecimal digits that tell this ledger from another one
   * @param pseudonymKey keys the pseudonyms; the caller overwrites it afterwards
   * @param chainKey keys the chain; the caller overwrites it afterwards
   */
  public Ledger(Path file, String id, byte[] pseudonymKey, byte[] chainKey) {
    this.file = file;
    this.id = id;
    this.header = TITLE + id;
    this.pseudonyms = new LedgerMac(pseudonymKey);
    this.chains = new LedgerMac(chainKey);
  }

  /** Tells this ledger from another one. */
  public String id() {
    return id;
  }

  /** Whether its file is there. */
  public boolean exists() {
    return Files.exists(file);
  }

  /** The pseudonym that stands for a reference. */
  public LedgerHash pseudonym(byte[] reference) {
    return pseudonyms.of(reference);
  }

  /** Where a ledger without any line ends. */
  public LedgerEnd empty() {
    LedgerHash chain = chains.of(ascii(header));
    return new LedgerEnd(0, chain, header.length() + 1L + LedgerHash.CHARACTERS + 1L);
  }

  /** Writes the ledger without any line; durable when this returns. */
  public void create() throws IOException {
    VaultDirectory.writeNew(file, header + " " + empty().chain().text() + "\n");
  }

  /**
   * Reads and checks every line from the first one, and cuts off a torn end.
   *
   * @throws VaultException when the ledger was changed or belongs to another root key
   */
  public LedgerEnd read(Consumer<LedgerLine> lines) throws IOException {
    LedgerEnd start = empty();
    String expected = header + " " + start.chain().text() + "\n";
    try (InputStream in = Files.newInputStream(file)) {
      byte[] found = in.readNBytes(expected.length());
      if (!new String(found, StandardCharsets.ISO_8859_1).equals(expected)) {
        throw new VaultException(
            "the erasure ledger "
                + file
                + " does not begin as this installation's does: it is damaged or another one's;"
                + " put the right key directory there");
      }
    }
    return read(start, lines);
  }

  /** The same from where it ended before. */
  public LedgerEnd read(LedgerEnd from, Consumer<LedgerLine> lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (channel.size() < from.bytes()) {
        throw new VaultException(
            "the erasure ledger %s was cut: %d lines stood in it before; put the newest copy there"
                .formatted(file, from.lines()));
      }
      channel.position(from.bytes());
      LedgerEnd end =
          follow(new BufferedInputStream(Channels.newInputStream(channel)), from, lines);
      if (channel.size() > end.bytes()) {
        LOG.warn(
            "Cut {} bytes off the end of {}: a line that a crash left unfinished",
            channel.size() - end.bytes(),
            file);
        channel.truncate(end.bytes());
        channel.force(true);
      }
      return end;
    }
  }

  private LedgerEnd follow(InputStream in, LedgerEnd from, Consumer<LedgerLine> lines)
      throws IOException {
    LedgerEnd end = from;
    ByteArrayOutputStream line = new ByteArrayOutputStream(LedgerLine.MOST_BYTES);
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == 0) {
        return end; // Written by no one: space that a crash left in the place of a torn line.
      }
      if (next != '\n') {
        if (line.size() == LedgerLine.MOST_BYTES) {
          throw broken(end.lines() + 1);
        }
        line.write(next);
        continue;
      }
      String text = line.toString(StandardCharsets.ISO_8859_1);
      LedgerLine read = verified(text, end);
      end = new LedgerEnd(read.number(), read.chain(), end.bytes() + line.size() + 1);
      lines.accept(read);
      line.reset();
    }
    return end;
  }

  private LedgerLine verified(String text, LedgerEnd before) {
    long number = before.lines() + 1;
    LedgerLine line = LedgerLine.parse(text).orElseThrow(() -> broken(number));
    if (line.number() != number || !chain(before, line.entry()).equals(line.chain())) {
      throw broken(number);
    }
    return line;
  }

  private VaultException broken(long number) {
    return new VaultException(
        "the erasure ledger %s is not as it was written from line %d on: put its newest unchanged copy there, or erased people could come back from a backup"
            .formatted(file, number));
  }

  private LedgerHash chain(LedgerEnd before, LedgerEntry entry) {
    return chains.of(before.chain().bytes(), ascii(LedgerLine.content(before.lines() + 1, entry)));
  }

  /**
   * Adds lines for the entries behind the end, which is where the file ends; durable when this
   * returns. When it throws, a part may stand there, which the next {@link #read} cuts off or
   * takes.
   */
  public LedgerEnd append(LedgerEnd end, List<? extends LedgerEntry> entries) throws IOException {
    StringBuilder text = new StringBuilder();
    LedgerEnd now = end;
    for (LedgerEntry entry : entries) {
      LedgerLine line = new LedgerLine(now.lines() + 1, entry, chain(now, entry));
      String written = line.text() + "\n";
      text.append(written);
      now = new LedgerEnd(line.number(), line.chain(), now.bytes() + written.length());
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(ascii(text.toString()));
      long at = end.bytes();
      while (rest.hasRemaining()) {
        at += channel.write(rest, at);
      }
      channel.force(true);
    }
    return now;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
