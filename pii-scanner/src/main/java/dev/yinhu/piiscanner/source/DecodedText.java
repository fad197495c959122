package dev.yinhu.piiscanner.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a text whose encoding is told by itself: as ASCII up to the first byte that is not, and
 * from there by what those bytes look like. What is malformed becomes U+FFFD and is counted. For
 * one thread.
 */
final class DecodedText extends Reader {
  private static final int BUFFER = 1 << 16;
  private static final char REPLACEMENT = '\ufffd';

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private @Nullable CharsetDecoder decoder;
  private boolean atEnd;
  private boolean done;
  private long malformed;

  /** Decides by itself. */
  DecodedText(InputStream in) {
    this.in = in;
  }

  /** By a known encoding. */
  DecodedText(InputStream in, Charset charset) {
    this.in = in;
    this.decoder = decoder(charset);
  }

  private static CharsetDecoder decoder(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Malformed sequences met so far. */
  long malformed() {
    return malformed;
  }

  /** The encoding, as far as the text was read. */
  Charset charset() {
    return decoder == null ? StandardCharsets.US_ASCII : decoder.charset();
  }

  @Override
  public int read(char[] buffer, int from, int length) throws IOException {
    CharBuffer out = CharBuffer.wrap(buffer, from, length);
    while (!done && out.position() == from) {
      if (!bytes.hasRemaining() && !fill() && decoder == null) {
        return -1;
      }
      if (decoder == null) {
        ascii(out);
      } else {
        done = decode(decoder, out);
      }
    }
    int read = out.position() - from;
    return read == 0 ? -1 : read;
  }

  /** Whether the end was reached. */
  private boolean decode(CharsetDecoder by, CharBuffer out) throws IOException {
    CoderResult result = by.decode(bytes, out, atEnd);
    if (result.isError()) {
      if (!out.hasRemaining()) {
        return false; // Met again by the next reading.
      }
      malformed++;
      bytes.position(bytes.position() + result.length());
      out.put(REPLACEMENT);
    } else if (result.isUnderflow()) {
      return !fill() && finished(by, out);
    }
    return false;
  }

  private boolean finished(CharsetDecoder by, CharBuffer out) {
    if (bytes.hasRemaining()) {
      return false; // A cut sequence: the next decoding knows of the end and reports it.
    }
    by.decode(bytes, out, true);
    by.flush(out);
    return true;
  }

  private void ascii(CharBuffer out) throws IOException {
    while (bytes.hasRemaining() && out.hasRemaining()) {
      byte next = bytes.get(bytes.position());
      if (next < 0) {
        decide();
        return;
      }
      out.put((char) next);
      bytes.position(bytes.position() + 1);
    }
  }

  private void decide() throws IOException {
    boolean more = true;
    while (more && bytes.remaining() < bytes.capacity()) {
      more = fill();
    }
    byte[] sample =
        Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.position() + bytes.remaining());
    decoder = decoder(TextCharset.of(sample));
  }

  /** Reads more behind what is left; whether there was more. */
  private boolean fill() throws IOException {
    bytes.compact();
    boolean full = !bytes.hasRemaining();
    int read = atEnd || full ? -1 : in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read > 0) {
      bytes.position(bytes.position() + read);
    } else if (!full) {
      atEnd = true;
    }
    bytes.flip();
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
