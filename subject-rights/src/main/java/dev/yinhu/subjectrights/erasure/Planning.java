package dev.yinhu.subjectrights.erasure;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.EraseRule;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.FieldReference;
import dev.yinhu.register.Register;
import dev.yinhu.register.RetentionRule;
import dev.yinhu.register.RetentionStart;
import dev.yinhu.register.graph.CollectionName;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.register.graph.Reach;
import dev.yinhu.subjectrights.connect.ErasePlan;
import dev.yinhu.subjectrights.connect.ErasePlan.Replacement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the register says of erasing a person on a day. Immutable.
 *
 * <p>A retention rule that is counted from a field of the same row is judged row by row; one that
 * is counted from an event, or from a field of another collection, is in force for all rows for as
 * long as it lasts from the day of the request, which is never too short.
 */
public final class Planning {
  private static final CategoryKey PERSONAL = new CategoryKey("user");

  private final Register register;
  private final DataGraph graph;
  private final Day day;
  private final Set<FieldRef> referredTo = new HashSet<>();

  /**
   * The days that count.
   *
   * @param received when the request came in
   * @param today when it is carried out
   */
  public record Day(LocalDate received, LocalDate today) {}

  /** By this register. */
  public Planning(Register register, Day day) {
    this.register = register;
    this.day = day;
    this.graph = DataGraph.of(register.datasets());
    graph.reading().forEach(node -> sources(node).forEach(referredTo::add));
  }

  /** Collections from the leaves to the root. */
  public List<Node> order() {
    return graph.erasing();
  }

  /** The collection of that name, when it holds personal data. */
  public Optional<Node> node(CollectionName name) {
    return graph.node(name);
  }

  /** Collections whose rows must stay when rows of this one do, as they lead to these. */
  static List<CollectionName> above(Node node) {
    return sources(node).stream().map(CollectionName::of).distinct().toList();
  }

  private static List<FieldRef> sources(Node node) {
    List<FieldRef> sources = new ArrayList<>();
    for (Reach reach : node.reaches()) {
      if (reach instanceof Reach.ByReference(FieldRef _, FieldRef source)) {
        sources.add(source);
      }
    }
    for (DeclaredField field : node.declared().fields()) {
      field.references().stream()
          .filter(one -> one.direction().filter(d -> d == FieldReference.Direction.TO).isEmpty())
          .map(FieldReference::target)
          .filter(target -> !CollectionName.of(target).equals(node.name()))
          .forEach(sources::add);
    }
    return sources;
  }

  /**
   * The plan of a collection.
   *
   * @param stays whether rows that are kept elsewhere need those of this one
   */
  public CollectionPlan plan(Node node, boolean stays) {
    List<RetentionRule> all =
        register.retentionRules().stream()
            .filter(rule -> rule.fields().stream().anyMatch(field -> isOf(node, field)))
            .toList();
    Optional<FieldRef> start =
        all.stream().flatMap(rule -> rowStart(node, rule).stream()).findFirst();
    List<RetentionRule> dated =
        all.stream()
            .filter(rule -> start.isPresent() && rowStart(node, rule).equals(start))
            .sorted(Comparator.comparing(rule -> until(rule, day.today())))
            .toList();
    List<RetentionRule> others =
        all.stream()
            .filter(rule -> !dated.contains(rule))
            .filter(rule -> !until(rule, day.received()).isBefore(day.today()))
            .toList();
    List<CollectionPlan.Part> parts = new ArrayList<>();
    ErasePlan plan = divided(new Rows(node, stays, start), dated, others, parts);
    return new CollectionPlan(node, stays, plan, parts);
  }

  private record Rows(Node node, boolean stays, Optional<FieldRef> start) {}

  /** Adds the parts in the order of the plan's: rows that are past come first. */
  private ErasePlan divided(
      Rows rows,
      List<RetentionRule> dated,
      List<RetentionRule> others,
      List<CollectionPlan.Part> parts) {
    if (dated.isEmpty()) {
      return part(rows, others, parts);
    }
    LocalDate before = day.today().minus(dated.getFirst().duration()).minusDays(1);
    ErasePlan past = divided(rows, dated.subList(1, dated.size()), others, parts);
    List<RetentionRule> active = new ArrayList<>(dated);
    active.addAll(others);
    ErasePlan young = part(rows, active, parts);
    return new ErasePlan.ByDate(rows.start().orElseThrow(), before, past, young);
  }

  private ErasePlan part(Rows rows, List<RetentionRule> active, List<CollectionPlan.Part> parts) {
    Map<FieldRef, Fate> fates = new LinkedHashMap<>();
    Map<FieldRef, Replacement> replaced = new LinkedHashMap<>();
    boolean whole = !rows.stays() && active.isEmpty() && goesWhole(rows.node());
    for (DeclaredField field : columns(rows.node())) {
      Fate fate = whole ? new Fate.Deleted() : fate(rows, field, active);
      fates.put(field.ref(), fate);
      replacement(field, fate).ifPresent(word -> replaced.put(field.ref(), word));
    }
    ErasePlan plan =
        whole
            ? new ErasePlan.DeleteRows()
            : replaced.isEmpty() ? new ErasePlan.Keep() : new ErasePlan.Overwrite(replaced);
    parts.add(new CollectionPlan.Part(plan, fates, active));
    return plan;
  }

  private static List<DeclaredField> columns(Node node) {
    return node.declared().fields().stream()
        .filter(field -> field.ref().field().indexOf('.') < 0)
        .toList();
  }

  private static boolean goesWhole(Node node) {
    return columns(node).stream().allMatch(field -> field.erase() instanceof EraseRule.Delete);
  }

  private Fate fate(Rows rows, DeclaredField field, List<RetentionRule> active) {
    List<RetentionRule> keeping =
        active.stream().filter(rule -> rule.fields().contains(field.ref())).toList();
    if (!keeping.isEmpty()) {
      return new Fate.Restricted(keeping);
    }
    boolean isKept = rows.stays() || !active.isEmpty();
    if (field.primaryKey() || (isKept && leads(rows, field.ref()))) {
      return new Fate.Key();
    }
    if (!isPersonal(rows.node(), field)) {
      return new Fate.Untouched();
    }
    return switch (field.erase()) {
      case EraseRule.Delete _, EraseRule.Empty _ -> new Fate.Emptied();
      case EraseRule.Anonymise _ -> new Fate.Anonymised();
    };
  }

  private boolean leads(Rows rows, FieldRef field) {
    return rows.start().filter(field::equals).isPresent()
        || referredTo.contains(field)
        || rows.node().reaches().stream().anyMatch(reach -> reach.column().equals(field));
  }

  private static boolean isPersonal(Node node, DeclaredField field) {
    return field.categories().stream().anyMatch(key -> key.isWithin(PERSONAL))
        || !(field.erase() instanceof EraseRule.Delete)
        || node.reaches().stream().anyMatch(reach -> reach.column().equals(field.ref()));
  }

  private static Optional<Replacement> replacement(DeclaredField field, Fate fate) {
    return switch (fate) {
      case Fate.Emptied _ -> Optional.of(new Replacement.Nothing());
      case Fate.Anonymised _ ->
          field.erase() instanceof EraseRule.Anonymise(String word)
              ? Optional.of(new Replacement.Word(word))
              : Optional.of(new Replacement.Nothing());
      case Fate.Deleted _, Fate.Restricted _, Fate.Key _, Fate.Untouched _ -> Optional.empty();
    };
  }

  /** Until when the rule keeps what began on that day, a day more so that no zone is too early. */
  static LocalDate until(RetentionRule rule, LocalDate began) {
    return began.plus(rule.duration()).plusDays(1);
  }

  /**
   * Until when a rule keeps rows of these dates; from the day of the request where they have none.
   */
  LocalDate until(Node node, RetentionRule rule, Optional<LocalDate> date) {
    return until(rule, rowStart(node, rule).flatMap(_ -> date).orElse(day.received()));
  }

  private static Optional<FieldRef> rowStart(Node node, RetentionRule rule) {
    return rule.start() instanceof RetentionStart.FromField(FieldRef field) && isOf(node, field)
        ? Optional.of(field)
        : Optional.empty();
  }

  private static boolean isOf(Node node, FieldRef field) {
    return CollectionName.of(field).equals(node.name());
  }
}
