package dev.yinhu.service.api;

import dev.yinhu.accessaudit.Behalf;
import dev.yinhu.fieldaccess.FileItem;
import dev.yinhu.register.Purpose;
import dev.yinhu.service.http.Exchange;
import dev.yinhu.service.http.InvalidMember;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the request headers say about a file. Values are UTF-8 in percent-encoding (RFC 3986 section
 * 2.1), as headers carry ASCII only; they are personal, so no answer or log repeats them.
 */
final class FileHeaders {
  static final String FIELD = "Yinhu-Field";
  static final String SUBJECT = "Yinhu-Subject";
  static final String CONTEXT = "Yinhu-Context";
  static final String PURPOSE = "Yinhu-Purpose";
  static final String ACTOR = "Yinhu-Actor";
  static final String REASON = "Yinhu-Reason";

  private FileHeaders() {}

  static FileItem item(Exchange exchange) {
    String field =
        decoded(exchange, FIELD).orElseThrow(() -> invalid(FIELD, "expected the name of a field"));
    return new FileItem(
        field, decoded(exchange, SUBJECT).orElse(null), decoded(exchange, CONTEXT).orElse(null));
  }

  static Purpose purpose(Exchange exchange) {
    try {
      return new Purpose(decoded(exchange, PURPOSE).orElse(""));
    } catch (IllegalArgumentException e) {
      throw invalid(PURPOSE, "expected the key of a purpose of the register");
    }
  }

  static Behalf behalf(Exchange exchange) {
    try {
      return OnBehalf.behalf(
          decoded(exchange, ACTOR).orElse(null), decoded(exchange, REASON).orElse(null));
    } catch (InvalidMember e) {
      throw invalid(e.member().equals("actor") ? ACTOR : REASON, "expected " + e.expected());
    }
  }

  /** Has the reason looked into; blocks while the scanner is being built. */
  static void check(Behalf behalf, FreeText texts) {
    behalf
        .reason()
        .flatMap(reason -> texts.fault(reason.text()))
        .ifPresent(fault -> {
          throw invalid(REASON, "expected " + fault);
        });
  }

  private static Optional<String> decoded(Exchange exchange, String name) {
    return exchange
        .header(name)
        .map(value -> {
          try {
            return decoded(value);
          } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid(name, "expected UTF-8 in percent-encoding");
          }
        });
  }

  private static String decoded(String value) throws CharacterCodingException {
    ByteBuffer bytes = ByteBuffer.allocate(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%') {
        if (i + 3 > value.length()) {
          throw new IllegalArgumentException("cut");
        }
        bytes.put((byte) HexFormat.fromHexDigits(value, i + 1, i + 3));
        i += 2;
      } else if (c >= ' ' && c < 0x7F) {
        bytes.put((byte) c);
      } else {
        throw new IllegalArgumentException("not ASCII");
      }
    }
    return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
  }

  private static ProblemException invalid(String header, String expected) {
    return new ProblemException(
        Problem.INVALID_REQUEST, "Header " + header + ": " + expected + ".");
  }
}
