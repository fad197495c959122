package dev.yinhu.service.api;

import dev.yinhu.accessaudit.search.Attribute;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.accessaudit.search.QueryParser;
import dev.yinhu.accessaudit.search.QueryRefused;
import dev.yinhu.service.http.Problem;
import dev.yinhu.service.http.ProblemException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a search asks for: conditions by name, all of which must hold, and a query.
 *
 * @param filter resolved
 * @param told what the access log is told: names and codes; of everything else that it was there
 * @param subject the reference of the person, when exactly one is asked about
 * @param question tells what was asked from anything else
 */
public record SearchTerms(
    Filter filter, Map<String, String> told, Optional<String> subject, Question question) {
  /** The conditions, which are parameters of routes and options of commands. */
  public static final List<String> CONDITIONS =
      List.of(
          "subject",
          "ref",
          "caller",
          "actor",
          "purpose",
          "field",
          "category",
          "outcome",
          "detail",
          "operation",
          "register",
          "kind",
          "drill",
          "from",
          "to");

  /** The name of the query. */
  public static final String QUERY = "q";

  /** Words that cannot be somebody's number or name in Chinese: the log never forgets them. */
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+*-]{0,199}");

  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{7}");
  private static final Pattern REF = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final String PRESENT = "present";

  /** All names. */
  public static Set<String> names() {
    Set<String> names = new HashSet<>(CONDITIONS);
    names.add(QUERY);
    return names;
  }

  /**
   * Reads and resolves them. Blocks.
   *
   * @param given the value of a name, if it was given
   * @throws ProblemException when one cannot be read
   */
  public static SearchTerms read(
      Function<String, Optional<String>> given, Known known, ZoneId zone) {
    List<Filter> filters = new ArrayList<>();
    Map<String, String> told = new HashMap<>();
    Map<String, String> asked = new HashMap<>();
    for (String name : CONDITIONS) {
      given
          .apply(name)
          .map(value -> meant(name, value))
          .ifPresent(value -> {
            asked.put(name, value);
            filters.add(condition(name, value, zone));
            told.put(name, told(name, value));
          });
    }
    given
        .apply(QUERY)
        .ifPresent(query -> {
          asked.put(QUERY, query);
          filters.add(query(query, zone));
          told.put(QUERY, PRESENT);
        });
    Filter resolved = withoutReadings(known.resolve(Filter.all(filters)));
    Set<String> subjects = resolved.values(Attribute.REF);
    Optional<String> only =
        subjects.size() == 1 ? Optional.of(subjects.iterator().next()) : Optional.empty();
    return new SearchTerms(
        resolved, told, only.filter(ref -> REF.matcher(ref).matches()), Question.of(asked));
  }

  /**
   * Readings of the log are found when kinds are asked for only: every page of every search is one,
   * so that whoever turns pages would find themselves.
   */
  private static Filter withoutReadings(Filter filter) {
    if (filter.mentions(Attribute.KIND)) {
      return filter;
    }
    return Filter.all(List.of(filter, new Filter.Not(new Filter.Has(Attribute.KIND, "reading"))));
  }

  /** A plus sign that was not encoded arrives as a blank; in a time it can be nothing else. */
  private static String meant(String name, String value) {
    return name.equals("from") || name.equals("to") ? value.replace(' ', '+') : value;
  }

  private static Filter condition(String name, String value, ZoneId zone) {
    try {
      return QueryParser.condition(name, value, zone);
    } catch (QueryRefused e) {
      throw new ProblemException(
          Problem.INVALID_QUERY, "The condition " + name + ": expected " + e.expected() + ".");
    }
  }

  private static Filter query(String query, ZoneId zone) {
    try {
      return QueryParser.parse(query, zone);
    } catch (QueryRefused e) {
      throw new ProblemException(
          Problem.INVALID_QUERY,
          "The query q, column " + e.column() + ": expected " + e.expected() + ".");
    }
  }

  private static String told(String name, String value) {
    return switch (name) {
      case "subject", "ref" -> PRESENT;
      case "from", "to" -> value;
      default ->
          CODE.matcher(value).matches() && !LONG_NUMBER.matcher(value).find() ? value : PRESENT;
    };
  }
}
