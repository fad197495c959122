package dev.yinhu.service.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which {@code Content-Type} a JSON body may come under: {@code application/json}, none at all, or
 * {@code application/x-www-form-urlencoded}, which {@code curl -d} and other clients write when
 * nobody said anything. RFC 8259 knows no other charset than UTF-8. Stateless.
 */
final class JsonMediaType {
  private static final String JSON = "application/json";
  private static final String UNSAID = "application/x-www-form-urlencoded";

  private JsonMediaType() {}

  /**
   * Refuses any other.
   *
   * @throws ProblemException 415
   */
  static void require(Optional<String> contentType) {
    if (contentType.isPresent() && !isTaken(contentType.get())) {
      throw new ProblemException(
          Problem.UNSUPPORTED_MEDIA_TYPE, "Send the body as " + JSON + ", in UTF-8.");
    }
  }

  private static boolean isTaken(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
    String type = parts.length == 0 ? "" : parts[0].strip();
    return (type.equals(JSON) || type.equals(UNSAID))
        && Arrays.stream(parts).skip(1).allMatch(JsonMediaType::isHarmless);
  }

  /** Anything but another charset. */
  private static boolean isHarmless(String parameter) {
    String text = parameter.strip();
    return !text.startsWith("charset=")
        || text.equals("charset=utf-8")
        || text.equals("charset=\"utf-8\"");
  }
}
