package dev.yinhu.accessaudit.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.apache.lucene.util.BytesRef;

/** Names and forms of what the index holds of an entry. */
final class IndexFields {
  /** The entry's index; documents lie in its descending order. */
  static final String INDEX = "index";

  /** When it was decided, in milliseconds since 1970. */
  static final String TIME = "time";

  /** Where its bytes lie in the log's database. */
  static final String POSITION = "position";

  static final String OFFSET = "offset";
  static final String LENGTH = "length";

  /** The words of the reason. */
  static final String REASON = "reason";

  private static final int REF_LENGTH = 22;
  private static final byte PACKED = 0;
  private static final byte AS_TEXT = 1;

  private IndexFields() {}

  /** The term of a value: the text, of a subject's reference its 16 bytes. */
  static BytesRef term(Attribute attribute, String value) {
    return attribute == Attribute.REF ? ref(value) : new BytesRef(value);
  }

  private static BytesRef ref(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    if (text.length == REF_LENGTH) {
      try {
        byte[] packed = Base64.getUrlDecoder().decode(text);
        // Only the one printed form of these bytes: another spelling is another reference.
        if (Arrays.equals(Base64.getUrlEncoder().withoutPadding().encode(packed), text)) {
          return tagged(PACKED, packed);
        }
      } catch (IllegalArgumentException e) {
        return tagged(AS_TEXT, text);
      }
    }
    return tagged(AS_TEXT, text);
  }

  private static BytesRef tagged(byte tag, byte[] bytes) {
    byte[] tagged = new byte[bytes.length + 1];
    tagged[0] = tag;
    System.arraycopy(bytes, 0, tagged, 1, bytes.length);
    return new BytesRef(tagged);
  }
}
