package dev.yinhu.register.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The resources of all sources by kind, in the order in which they stand. */
final class Sections {
  private static final List<String> FIDES_KINDS =
      List.of("organization", "dataset", "system", "data_category", "data_use", "data_subject");
  private static final List<String> OWN_KINDS = List.of("recipient", "retention_rule");
  private static final Set<String> KEPT_ONLY = Set.of("policy", "registry", "evaluation");

  private final Map<String, List<YamlMap>> resources = new HashMap<>();

  Sections(List<YamlMap> documents) {
    documents.forEach(this::add);
  }

  List<YamlMap> of(String kind) {
    return resources.getOrDefault(kind, List.of());
  }

  private void add(YamlMap document) {
    FIDES_KINDS.forEach(kind -> add(kind, document));
    addOwn(document);
    document
        .map("yinhu")
        .ifPresent(own -> {
          addOwn(own);
          own.warnOfOthers(Set.of());
        });
    document.warnOfOthers(KEPT_ONLY);
  }

  private void addOwn(YamlMap map) {
    OWN_KINDS.forEach(kind -> add(kind, map));
  }

  private void add(String kind, YamlMap document) {
    resources.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(document.maps(kind));
  }
}
