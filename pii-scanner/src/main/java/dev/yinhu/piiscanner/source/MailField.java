package dev.yinhu.piiscanner.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;

/** A field of the head of a mail as a person reads it. Stateless. */
final class MailField {
  private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");
  private static final Charset GB18030 = Charset.forName("GB18030");

  private MailField() {}

  /** Unfolded (RFC 5322, 2.2.3), with its encoded words decoded (RFC 2047). */
  static String text(byte[] raw) {
    String line = FOLD.matcher(characters(raw)).replaceAll("").stripTrailing();
    return words(line);
  }

  private static String words(String line) {
    try {
      return DecoderUtil.decodeEncodedWords(line, DecodeMonitor.SILENT);
    } catch (IllegalArgumentException _) {
      return line;
    }
  }

  /** Bytes above ASCII are UTF-8 (RFC 6532), or else what old programs in China wrote. */
  private static String characters(byte[] raw) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException _) {
      return new String(raw, GB18030);
    }
  }

  /**
   * The name of the file that a part was: {@code filename} of the disposition (RFC 2183) or {@code
   * name} of the type, decoded by RFC 2231 or 2047.
   */
  static Optional<String> fileName(Field field) {
    return switch (field.getNameLowerCase()) {
      case "content-disposition" -> parameter(field, "filename");
      case "content-type" -> parameter(field, "name");
      default -> Optional.empty();
    };
  }

  private static Optional<String> parameter(Field field, String wanted) {
    var parameters = new MimeParameterMapping();
    for (NameValuePair one : RawFieldParser.DEFAULT.parseRawBody(raw(field)).getParams()) {
      if (one.getValue() != null) {
        parameters.addParameter(one.getName(), one.getValue());
      }
    }
    return Optional.ofNullable(parameters.get(wanted)).map(MailField::words);
  }

  private static RawField raw(Field field) {
    return field instanceof RawField raw ? raw : new RawField(field.getName(), field.getBody());
  }
}
