package dev.yinhu.service.api;

import dev.yinhu.breachresponse.scope.LeakedForm;
import dev.yinhu.breachresponse.scope.ScopeQuery;
import dev.yinhu.breachresponse.severity.EnisaInput;
import dev.yinhu.breachresponse.severity.Judgement;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.EnisaClass;
import dev.yinhu.register.Operation;
import dev.yinhu.service.http.InvalidMember;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bodies of the requests about scope and severity. */
final class ScopeBody {
  private ScopeBody() {}

  /** Which accesses belong to the incident. */
  record Query(
      @Nullable String from,
      @Nullable String until,
      @Nullable List<String> callers,
      @Nullable List<String> actors,
      @Nullable List<String> purposes,
      @Nullable List<String> operations,
      @Nullable List<String> outcomes,
      @Nullable List<String> fields,
      @Nullable List<String> categories,
      @Nullable List<String> only,
      @Nullable List<String> without,
      @Nullable String form) {
    Query {
      var _ =
          query(
              from,
              until,
              callers,
              actors,
              purposes,
              operations,
              outcomes,
              fields,
              categories,
              only,
              without,
              form);
    }

    ScopeQuery query() {
      return query(
          from,
          until,
          callers,
          actors,
          purposes,
          operations,
          outcomes,
          fields,
          categories,
          only,
          without,
          form);
    }

    private static ScopeQuery query(
        @Nullable String from,
        @Nullable String until,
        @Nullable List<String> callers,
        @Nullable List<String> actors,
        @Nullable List<String> purposes,
        @Nullable List<String> operations,
        @Nullable List<String> outcomes,
        @Nullable List<String> fields,
        @Nullable List<String> categories,
        @Nullable List<String> only,
        @Nullable List<String> without,
        @Nullable String form) {
      return IncidentBody.checked(
          "",
          () ->
              new ScopeQuery(
                  IncidentBody.time(from, "from"),
                  IncidentBody.time(until, "until"),
                  set(callers, "callers"),
                  set(actors, "actors"),
                  set(purposes, "purposes"),
                  operations(operations),
                  outcomes == null ? ScopeQuery.DISCLOSED : set(outcomes, "outcomes"),
                  set(fields, "fields"),
                  words(categories, "categories", CategoryKey::new),
                  set(only, "only"),
                  set(without, "without"),
                  form == null ? LeakedForm.CLEAR : LeakedForm.parse(form)));
    }

    private static Set<Operation> operations(@Nullable List<String> texts) {
      EnumSet<Operation> found = EnumSet.noneOf(Operation.class);
      for (String text : set(texts, "operations")) {
        found.add(
            Arrays.stream(Operation.values())
                .filter(each -> each.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidMember("operations", "operations of the register")));
      }
      return found;
    }
  }

  private static SortedSet<String> set(@Nullable List<String> texts, String member) {
    return words(texts, member, Function.identity());
  }

  private static <T> SortedSet<T> words(
      @Nullable List<String> texts, String member, Function<String, T> word) {
    return texts == null
        ? new TreeSet<>()
        : InvalidMember.requiredList(texts, member).stream()
            .map(word)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** How grave people judge it. */
  record Judge(
      String data,
      @Nullable List<String> adjustments,
      String identification,
      Map<String, String> circumstances,
      @Nullable List<String> criteria,
      String reason) {
    Judge {
      var _ = judgement(data, adjustments, identification, circumstances, criteria, reason);
    }

    Judgement judgement() {
      return judgement(data, adjustments, identification, circumstances, criteria, reason);
    }

    private static Judgement judgement(
        @Nullable String data,
        @Nullable List<String> adjustments,
        @Nullable String identification,
        @Nullable Map<String, String> circumstances,
        @Nullable List<String> criteria,
        @Nullable String reason) {
      EnisaInput input =
          new EnisaInput(
              data(data),
              set(adjustments, "adjustments"),
              InvalidMember.required(identification, "identification"),
              InvalidMember.required(circumstances, "circumstances"));
      return new Judgement(
          input, set(criteria, "criteria"), IncidentBody.reasonOf(reason, "reason"));
    }

    private static EnisaClass data(@Nullable String text) {
      String given = InvalidMember.required(text, "data");
      Optional<EnisaClass> found =
          Arrays.stream(EnisaClass.values()).filter(each -> each.wire().equals(given)).findFirst();
      return found.orElseThrow(
          () -> new InvalidMember("data", "simple, behavioural, financial or sensitive"));
    }
  }
}
