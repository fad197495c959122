package dev.yinhu.accessaudit.sink.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one message strictly by the ABNF of RFC 5424 section 6, one element of data at most. */
public record SyslogParser(
    int priority,
    String time,
    String host,
    String app,
    String messageId,
    String element,
    List<String> params,
    boolean bom,
    String message) {
  private static final Pattern HEADER =
      Pattern.compile(
          "<(\\d{1,3})>1 (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?Z)"
              + " ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) ");
  private static final Pattern ELEMENT = Pattern.compile("\\[([!-~&&[^=\\]\"]]{1,32})");
  private static final Pattern PARAM =
      Pattern.compile(" ([!-~&&[^=\\]\"]]{1,32})=\"((?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*)\"");

  /** Reads a message without its frame. */
  public static SyslogParser of(byte[] line) {
    String text = utf8(line);
    Matcher header = HEADER.matcher(text);
    require(header.lookingAt(), "the header");
    require(Integer.parseInt(header.group(1)) <= 191, "the priority");
    Matcher element = ELEMENT.matcher(text).region(header.end(), text.length());
    require(element.lookingAt(), "the element of data");
    List<String> params = new ArrayList<>();
    int at = element.end();
    Matcher param = PARAM.matcher(text);
    while (param.region(at, text.length()).lookingAt()) {
      params.add(param.group(1) + "=" + param.group(2).replaceAll("\\\\([\"\\\\\\]])", "$1"));
      at = param.end();
    }
    require(text.startsWith("] ", at), "the end of the element");
    String rest = text.substring(at + 2);
    boolean bom = rest.startsWith("\uFEFF");
    String message = bom ? rest.substring(1) : rest;
    boolean ascii = message.chars().allMatch(c -> c < 128);
    require(bom != ascii, "a BOM, exactly when there is more than ASCII");
    return new SyslogParser(
        Integer.parseInt(header.group(1)),
        header.group(2),
        header.group(3),
        header.group(4),
        header.group(6),
        element.group(1),
        params,
        bom,
        message);
  }

  /** Reads a frame of octet counting that must hold exactly one message. */
  static SyslogParser ofFrame(byte[] frame) {
    int blank = 0;
    while (frame[blank] != ' ') {
      blank++;
    }
    String length = new String(frame, 0, blank, StandardCharsets.US_ASCII);
    require(length.matches("[1-9][0-9]*"), "the length");
    require(Integer.parseInt(length) == frame.length - blank - 1, "the length of the message");
    return of(Arrays.copyOfRange(frame, blank + 1, frame.length));
  }

  /** The values of a parameter, in order. */
  public List<String> values(String name) {
    return params.stream()
        .filter(param -> param.startsWith(name + "="))
        .map(param -> param.substring(name.length() + 1))
        .toList();
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  private static void require(boolean met, String what) {
    if (!met) {
      throw new IllegalArgumentException("not as RFC 5424 has it: " + what);
    }
  }
}
