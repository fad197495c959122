package dev.yinhu.subjectrights.erasure;

import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.Step;
import dev.yinhu.subjectrights.cases.StepState;
import dev.yinhu.subjectrights.certificate.Issuing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the certificate of a deletion says: for each collection how many rows were found, erased,
 * changed and kept, or why nobody knows; when each step was begun and done; until when something is
 * kept. Names of the register, codes, counts, times and the reference that the person had.
 */
public final class DeletionContent implements Issuing.Content {
  private final Function<CaseId, List<Step>> journal;

  /**
   * @param journal the steps of a case
   */
  public DeletionContent(Function<CaseId, List<Step>> journal) {
    this.journal = journal;
  }

  @Override
  public SortedMap<String, Object> of(Case subject, Instant issued) {
    List<Step> done =
        journal.apply(subject.id()).stream()
            .filter(step -> step.state() == StepState.DONE)
            .toList();
    SortedMap<String, Object> body = new TreeMap<>();
    body.put("version", 1);
    body.put("case", subject.id().text());
    body.put("type", subject.type().wire());
    body.put("subject", subject.subject());
    body.put("received", subject.received().toString());
    body.put("issued", issued.toString());
    body.put("collections", collections(done));
    body.put("steps", done.stream().map(DeletionContent::step).toList());
    done.stream()
        .filter(step -> step.kind().equals(Restricting.KEEP))
        .flatMap(step -> step.result().values().entrySet().stream())
        .forEach(fact -> body.put("kept-until-at-least", fact.getValue()));
    return body;
  }

  private static List<SortedMap<String, Object>> collections(List<Step> done) {
    List<SortedMap<String, Object>> all = new ArrayList<>();
    for (Step step : done) {
      if (step.kind().equals(RowErasing.ROWS)) {
        all.add(collection(step));
      }
    }
    return all;
  }

  /**
   * What a repeated step found is what was left of it; what was planned says how many there were.
   */
  private static SortedMap<String, Object> collection(Step step) {
    SortedMap<String, Object> one = new TreeMap<>();
    one.put("collection", step.place());
    Map<String, String> result = step.result().values();
    if (!result.containsKey(RowErasing.FOUND)) {
      one.put("failed", result.getOrDefault("code", "unknown"));
      one.put(RowErasing.OUTCOME, result.getOrDefault(RowErasing.OUTCOME, ""));
      return one;
    }
    one.put("planned", number(step.input(), "planned"));
    for (String name :
        List.of(RowErasing.FOUND, RowErasing.ERASED, RowErasing.CHANGED, RowErasing.RESTRICTED)) {
      one.put(name, number(step.result(), name));
    }
    return one;
  }

  private static long number(Facts facts, String name) {
    return Long.parseLong(facts.values().getOrDefault(name, "0"));
  }

  private static SortedMap<String, Object> step(Step step) {
    SortedMap<String, Object> one = new TreeMap<>();
    one.put("number", step.number());
    one.put("kind", step.kind());
    one.put("place", step.place());
    one.put("attempts", step.attempts());
    step.tried().ifPresent(at -> one.put("begun", at.toString()));
    step.ended().ifPresent(at -> one.put("done", at.toString()));
    one.put("result", new TreeMap<>(step.result().values()));
    return one;
  }
}
