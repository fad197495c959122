package dev.yinhu.notices.text;

import dev.yinhu.notices.Language;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One version of a text.
 *
 * @param parameters kind of each, by name
 * @param words for each parameter of kind {@code code}: the words in each language by code
 * @param wordings in every language
 */
record Template(
    String name,
    int version,
    Map<String, String> parameters,
    Map<String, Map<String, Map<Language, String>>> words,
    Map<Language, Wording> wordings) {
  static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");

  /** Filled in with the one-time code. */
  static final String SECRET = "secret";

  /** Filled in with the platform's name. */
  static final String PLATFORM = "platform";

  private static final Set<String> KINDS = Set.of("code", "reference", "count", "day", "moment");

  Template {
    parameters = Map.copyOf(parameters);
    words = Map.copyOf(words);
    wordings = Map.copyOf(wordings);
    String which = name + " " + version;
    require(KINDS.containsAll(parameters.values()), which + ": a parameter of unknown kind");
    require(wordings.keySet().equals(Set.of(Language.values())), which + ": a language is missing");
    Set<String> known = new HashSet<>(parameters.keySet());
    known.add(SECRET);
    known.add(PLATFORM);
    for (Wording each : wordings.values()) {
      require(known.containsAll(places(each)), which + ": a place that nothing fills");
    }
    require(places(wordings, parameters.keySet()), which + ": a parameter without place");
    require(wordsComplete(parameters, words), which + ": words of a code are missing");
  }

  private static void require(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalArgumentException("the text " + otherwise);
    }
  }

  private static boolean places(Map<Language, Wording> wordings, Set<String> names) {
    return wordings.values().stream().allMatch(each -> places(each).containsAll(names));
  }

  private static Set<String> places(Wording wording) {
    Set<String> found = new HashSet<>();
    Stream.of(wording.subject(), wording.brief(), wording.full())
        .flatMap(text -> PLACE.matcher(text).results())
        .map(MatchResult::group)
        .forEach(place -> found.add(place.substring(1, place.length() - 1)));
    return found;
  }

  private static boolean wordsComplete(
      Map<String, String> parameters, Map<String, Map<String, Map<Language, String>>> words) {
    Map<String, String> codes = new HashMap<>(parameters);
    codes.values().removeIf(kind -> !kind.equals("code"));
    return words.keySet().equals(codes.keySet())
        && words.values().stream()
            .flatMap(byCode -> byCode.values().stream())
            .allMatch(byLanguage -> byLanguage.keySet().equals(Set.of(Language.values())));
  }

  /** Whether a one-time code belongs into it. */
  boolean wantsSecret() {
    String place = "{" + SECRET + "}";
    return wordings.values().stream()
        .flatMap(each -> Stream.of(each.subject(), each.brief(), each.full()))
        .anyMatch(text -> text.contains(place));
  }

  /** In that language. */
  Wording wording(Language language) {
    Wording wording = wordings.get(language);
    if (wording == null) {
      throw new IllegalArgumentException("text " + name + " is not in " + language.tag());
    }
    return wording;
  }

  /** The words for a code. */
  String word(String parameter, String code, Language language) {
    Map<Language, String> found = words.getOrDefault(parameter, Map.of()).get(code);
    String word = found == null ? null : found.get(language);
    if (word == null) {
      throw new IllegalArgumentException(
          "text %s has no words for %s %s".formatted(name, parameter, code));
    }
    return word;
  }
}
