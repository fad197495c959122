package dev.yinhu.piiscanner.source;

import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.source.Happening.Why;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A file as the text that it is, for whoever writes it anew: encoding, byte order mark and form are
 * found out as a scan finds them out. What is packed by gzip is unpacked, once and within the usual
 * bounds. For one thread; whoever opened the file closes it.
 */
public final class OpenedText implements Opening {
  private static final int HEAD = 1 << 16;
  private static final int START = 512;

  private final DecodedText decoded;
  private final PushbackReader reader;
  private final byte[] mark;
  private final boolean packed;
  private final Form form;

  private OpenedText(String name, DecodedText decoded, byte[] mark, boolean packed)
      throws IOException {
    this.decoded = decoded;
    this.mark = mark;
    this.packed = packed;
    this.reader = new PushbackReader(decoded, START);
    var start = new char[START];
    int length = Math.max(0, reader.read(start, 0, START));
    reader.unread(start, 0, length);
    this.form = Form.of(name, new String(start, 0, length));
  }

  /**
   * Opens it.
   *
   * @param name of the file; its ending says more of its form than how it begins
   */
  public static Opening of(String name, InputStream file) throws IOException {
    var budget = new Budget(Bounds.USUAL, _ -> {});
    InputStream in = budget.file(file);
    byte[] head = in.readNBytes(HEAD);
    var whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
    if (Kind.of(name, head) != Kind.GZIP) {
      return opened(name, head, whole, false);
    }
    InputStream plain =
        budget.decompressed(
            GzipCompressorInputStream.builder()
                .setInputStream(whole)
                .setDecompressConcatenated(true)
                .get());
    byte[] start = plain.readNBytes(HEAD);
    return opened(
        name.replaceFirst("(?i)\\.gz$", ""),
        start,
        new SequenceInputStream(new ByteArrayInputStream(start), plain),
        true);
  }

  private static Opening opened(String name, byte[] head, InputStream whole, boolean packed)
      throws IOException {
    return switch (Kind.of(name, head)) {
      case TEXT -> {
        Optional<TextCharset.Known> known = TextCharset.byStart(head);
        int markLength = known.map(TextCharset.Known::markLength).orElse(0);
        whole.skipNBytes(markLength);
        var decoded =
            known
                .map(sure -> new DecodedText(whole, sure.charset()))
                .orElseGet(() -> new DecodedText(whole));
        yield new OpenedText(name, decoded, Arrays.copyOf(head, markLength), packed);
      }
      case GZIP, ZIP, TAR -> new NoText("archive; unpack it first");
      case MAIL -> new NoText("mail; save its parts as files first");
      case DOCUMENT -> new NoText("document; save it as text first");
      case COMPRESSED -> new NoText(Why.COMPRESSION.words());
      case BINARY -> new NoText(Why.BINARY.words());
    };
  }

  /** The text from behind its byte order mark. What is malformed is read as U+FFFD. */
  public Reader reader() {
    return reader;
  }

  /** The encoding as far as the text was read: ASCII up to the first byte that is not. */
  public Charset charset() {
    return decoded.charset();
  }

  /** Malformed sequences met so far. */
  public long malformed() {
    return decoded.malformed();
  }

  /** The byte order mark; empty when there is none. */
  public byte[] mark() {
    return mark.clone();
  }

  /** Whether it was packed by gzip. */
  public boolean packed() {
    return packed;
  }

  /** By name and beginning. */
  public Form form() {
    return form;
  }

  /** The passages of a long text, which overlap as those of a scan do. */
  public static void passages(Reader text, Passage.Sink sink) throws IOException {
    Windows.of(text, Hints.NONE, new LineOrigin(1, 1), sink);
  }

  /** The passages of one value. */
  public static void passages(String value, Hints hints, Passage.Sink sink) {
    Windows.of(value, hints, (_, _, codePoint) -> new Place.InText(1, codePoint + 1L), sink);
  }
}
