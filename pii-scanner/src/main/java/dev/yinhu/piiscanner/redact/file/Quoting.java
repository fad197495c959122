package dev.yinhu.piiscanner.redact.file;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.HexFormat;

/** How a text is written within the form it stands in, piece by piece. */
enum Quoting {
  /** As it is. */
  PLAIN {
    @Override
    String of(String text) {
      return text;
    }
  },
  /** Within a string of JSON (RFC 8259, section 7). */
  JSON {
    @Override
    String of(String text) {
      return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
  },
  /** The same in ASCII alone, for strings that were written so; the encoding may know no more. */
  JSON_ASCII {
    @Override
    String of(String text) {
      String quoted = JSON.of(text);
      var ascii = new StringBuilder(quoted.length());
      for (int i = 0; i < quoted.length(); i++) {
        char c = quoted.charAt(i);
        if (c < 0x80) {
          ascii.append(c);
        } else {
          ascii.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
      }
      return ascii.toString();
    }
  },
  /** Within a quoted cell of a table (RFC 4180, section 2). */
  CSV {
    @Override
    String of(String text) {
      return text.replace("\"", "\"\"");
    }
  };

  abstract String of(String text);
}
