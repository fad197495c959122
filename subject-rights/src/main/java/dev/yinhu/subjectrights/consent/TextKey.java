package dev.yinhu.subjectrights.consent;

import dev.yinhu.register.Purpose;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which text.
 *
 * @param purpose for which it asks
 * @param language {@code zh} or {@code en}
 * @param version 1 to 64 of letters, digits and {@code . _ -}
 */
public record TextKey(Purpose purpose, String language, String version) {
  private static final Set<String> LANGUAGES = Set.of("zh", "en");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * @throws IllegalArgumentException when language or version has another form
   */
  public TextKey {
    if (!LANGUAGES.contains(language)) {
      throw new IllegalArgumentException("the language of a text is zh or en");
    }
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "a version has 1 to 64 letters, digits and the signs . _ -");
    }
  }
}
