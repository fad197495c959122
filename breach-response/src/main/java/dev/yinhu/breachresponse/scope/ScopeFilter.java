package dev.yinhu.breachresponse.scope;

import dev.yinhu.accessaudit.search.Attribute;
import dev.yinhu.accessaudit.search.Filter;
import dev.yinhu.register.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which entries may belong to a scope: rather too many than too few, their items decide. */
final class ScopeFilter {
  private ScopeFilter() {}

  static Filter of(ScopeQuery query) {
    List<Filter> window = new ArrayList<>();
    query.from().ifPresent(from -> window.add(new Filter.Since(from)));
    // Times count in whole milliseconds there.
    query.until().ifPresent(until -> window.add(new Filter.Before(until.plusMillis(1))));
    List<Filter> access = new ArrayList<>(window);
    access.add(new Filter.Has(Attribute.KIND, "access"));
    has(access, Attribute.CALLER, query.callers());
    has(access, Attribute.ACTOR, query.actors());
    has(access, Attribute.PURPOSE, query.purposes());
    Set<String> operations = new TreeSet<>();
    query.operations().stream().map(Operation::wire).forEach(operations::add);
    has(access, Attribute.OPERATION, operations);
    has(access, Attribute.OUTCOME, query.outcomes());
    has(access, Attribute.FIELD, query.fields());
    has(access, Attribute.REF, query.only());
    List<Filter> unknown = new ArrayList<>(window);
    unknown.add(new Filter.Has(Attribute.KIND, "unknown"));
    return new Filter.Any(List.of(Filter.all(access), Filter.all(unknown)));
  }

  private static void has(List<Filter> all, Attribute attribute, Set<String> values) {
    if (!values.isEmpty()) {
      all.add(new Filter.Has(attribute, values));
    }
  }
}
