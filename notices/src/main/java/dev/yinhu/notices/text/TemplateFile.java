package dev.yinhu.notices.text;

import dev.yinhu.notices.Language;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads a template's YAML. */
final class TemplateFile {
  private TemplateFile() {}

  /**
   * Reads one.
   *
   * @throws RuntimeException when it is not well-formed: a mistake of who wrote the file
   */
  static Template read(String name, int version, String yaml) {
    Object root =
        new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build()).loadFromString(yaml);
    Map<String, Object> top = map(root);
    Map<String, String> parameters =
        each(top.getOrDefault("parameters", Map.of()), (_, kind) -> text(kind));
    Map<String, Map<String, Map<Language, String>>> words =
        each(
            top.getOrDefault("words", Map.of()),
            (_, codes) -> each(codes, (_, languages) -> byLanguage(languages, TemplateFile::text)));
    return new Template(
        name,
        version,
        parameters,
        words,
        byLanguage(top.getOrDefault("texts", Map.of()), TemplateFile::wording));
  }

  private static Wording wording(Object value) {
    Map<String, Object> parts = map(value);
    return new Wording(
        text(parts.getOrDefault("subject", Map.of())),
        text(parts.getOrDefault("brief", Map.of())),
        text(parts.getOrDefault("full", Map.of())));
  }

  private static <V> Map<Language, V> byLanguage(
      Object value, java.util.function.Function<Object, V> of) {
    Map<Language, V> found = new EnumMap<>(Language.class);
    map(value).forEach((tag, each) -> found.put(Language.parse(tag), of.apply(each)));
    return found;
  }

  private static <V> Map<String, V> each(Object value, BiFunction<String, Object, V> of) {
    Map<String, V> found = new LinkedHashMap<>();
    map(value).forEach((key, each) -> found.put(key, of.apply(key, each)));
    return found;
  }

  private static Map<String, Object> map(Object value) {
    if (!(value instanceof Map<?, ?> found)) {
      throw new IllegalArgumentException("a text's file has a value where a mapping belongs");
    }
    Map<String, Object> typed = new LinkedHashMap<>();
    found.forEach((key, each) -> typed.put(text(key), each));
    return typed;
  }

  private static String text(Object value) {
    if (!(value instanceof String text)) {
      throw new IllegalArgumentException("a text's file has something else where a text belongs");
    }
    return text.strip();
  }
}
