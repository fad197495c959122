package dev.yinhu.piiscanner.redact.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a text in the encoding of another that is being read, which is known as ASCII until its
 * first other character; all encodings that are told in this way write ASCII alike. What could not
 * be read, U+FFFD, is a question mark where the encoding has no such character. For one thread.
 */
final class EncodedText extends Writer {
  private static final char REPLACEMENT = '\ufffd';

  private final OutputStream out;
  private final Supplier<Charset> charset;
  private Charset current = StandardCharsets.US_ASCII;
  private @Nullable Writer writer;
  private boolean knowsReplacement;

  EncodedText(OutputStream out, Supplier<Charset> charset) {
    this.out = out;
    this.charset = charset;
  }

  /**
   * @throws java.nio.charset.CharacterCodingException when the encoding has no such character
   */
  @Override
  public void write(char[] buffer, int from, int length) throws IOException {
    Writer now = writer();
    if (knowsReplacement) {
      now.write(buffer, from, length);
    } else {
      now.write(new String(buffer, from, length).replace(REPLACEMENT, '?'));
    }
  }

  private Writer writer() throws IOException {
    Charset now = charset.get();
    if (writer == null || !now.equals(current)) {
      flush();
      current = now;
      knowsReplacement = now.newEncoder().canEncode(REPLACEMENT);
      writer =
          new OutputStreamWriter(
              out,
              now.newEncoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
    }
    return writer;
  }

  @Override
  public void flush() throws IOException {
    if (writer != null) {
      writer.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
    out.close();
  }
}
