package dev.yinhu.piiscanner.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Event;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Takes one mail (RFC 5322) apart into the fields of its heads and its parts (RFC 2045, 2046),
 * those of mails within it included. Parts are numbered from 1 in the order in which they stand. A
 * stream: no more than one field is held. For one thread.
 */
final class MailParts {
  /** Parts within parts; mail programs write three or four, and a reader of each is kept. */
  static final int DEEPEST = 32;

  /** Bytes of one field; RFC 5322 knows no bound, servers take some 64 KiB of a whole head. */
  static final int LONGEST_FIELD = 1 << 20;

  private static final MimeConfig CONFIG =
      MimeConfig.custom()
          .setMaxLineLen(-1)
          .setMaxHeaderCount(-1)
          .setMaxHeaderLen(LONGEST_FIELD)
          .build();

  private final InputStream mail;
  private final Sink sink;
  private final MimeTokenStream tokens =
      new MimeTokenStream(CONFIG, new Ends(), new Fields(), null);
  private Optional<String> name = Optional.empty();
  private boolean truncated;
  private int level;
  private int parts;

  MailParts(InputStream mail, Sink sink) {
    this.mail = mail;
    this.sink = sink;
  }

  /** Parts within parts, more than {@value #DEEPEST}. */
  static final class TooDeepException extends MimeException {
    private static final long serialVersionUID = 1L;

    TooDeepException() {
      super("parts are nested too deep");
    }
  }

  /** Takes what a mail is made of. */
  interface Sink {
    /** A field of a head, unfolded and decoded, or a line of a head that is none. */
    void field(String text);

    /**
     * A part as it was before it was encoded.
     *
     * @param number from 1
     * @param name of the file that it was, as the mail has it: anything may stand there
     * @param bytes what the sink leaves of them is passed over
     */
    void part(int number, Optional<String> name, InputStream bytes) throws IOException;
  }

  /**
   * Reads to the end.
   *
   * @throws TooDeepException when parts are nested more than {@value #DEEPEST} deep
   * @throws MimeException when a field is longer than {@value #LONGEST_FIELD} bytes
   */
  void read() throws IOException, MimeException {
    tokens.setRecursionMode(RecursionMode.M_RECURSE);
    tokens.parse(mail);
    for (var state = tokens.getState(); state != EntityState.T_END_OF_STREAM; ) {
      take(state);
      state = tokens.next();
    }
  }

  /** Whether parts ended without the boundary that ends them; known once all was read. */
  boolean truncated() {
    return truncated;
  }

  private void take(EntityState state) throws IOException, MimeException {
    switch (state) {
      case T_START_HEADER -> name = Optional.empty();
      case T_FIELD -> field();
      case T_START_MULTIPART, T_START_MESSAGE -> deeper();
      case T_END_MULTIPART, T_END_MESSAGE -> level--;
      case T_PREAMBLE, T_EPILOGUE -> part(Optional.empty(), tokens.getInputStream());
      case T_BODY -> part(name, tokens.getDecodedInputStream());
      default -> {
        // Other states bring nothing of their own.
      }
    }
  }

  private void deeper() throws MimeException {
    level++;
    if (level > DEEPEST) {
      throw new TooDeepException();
    }
  }

  private void field() {
    name = MailField.fileName(tokens.getField()).or(() -> name);
  }

  /** What stands before the first and behind the last part mostly is nothing. */
  private void part(Optional<String> itsName, InputStream bytes) throws IOException {
    var ahead = new PushbackInputStream(bytes);
    int first = ahead.read();
    if (first >= 0) {
      ahead.unread(first);
      parts++;
      sink.part(parts, itsName, ahead);
    }
  }

  /** Shows the fields and, since the library drops them, the lines that are none. */
  private final class Fields extends DefaultFieldBuilder {
    Fields() {
      super(LONGEST_FIELD);
    }

    @Override
    public RawField build() throws MimeException {
      sink.field(MailField.text(getRaw().toByteArray()));
      return super.build();
    }
  }

  /** Hears that a multipart body has no end. */
  private final class Ends extends DecodeMonitor {
    @Override
    public boolean isListening() {
      return true;
    }

    @Override
    public boolean warn(String error, String dropped) {
      truncated |= error.contains(Event.MIME_BODY_PREMATURE_END.toString());
      return false;
    }
  }
}
