package dev.yinhu.register.reading;

import dev.yinhu.register.DeclaredSystem;
import dev.yinhu.register.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code system}, and gathers the purposes that the systems declare. */
final class SystemReader {
  private final DeclarationReader declarations;
  private final List<WrittenPurpose> purposes = new ArrayList<>();

  SystemReader(DeclarationReader declarations) {
    this.declarations = declarations;
  }

  List<DeclaredSystem> read(List<YamlMap> resources) {
    var systems = new Declared<DeclaredSystem>("system", ProblemCode.DUPLICATE);
    resources.forEach(resource -> read(resource, systems));
    return List.copyOf(systems.values());
  }

  /** Every declaration of every system that was read, in their order. */
  List<WrittenPurpose> purposes() {
    return List.copyOf(purposes);
  }

  private void read(YamlMap resource, Declared<DeclaredSystem> systems) {
    YamlText key = Names.key(resource, "a system");
    YamlMap own = resource.mapOrEmpty("yinhu");
    List<YamlText> datasets = resource.texts("dataset_references");
    List<WrittenPurpose> written =
        resource.maps("privacy_declarations").stream()
            .map(declaration -> declarations.read(declaration, key.value(), datasets))
            .toList();
    purposes.addAll(written);
    List<Purpose> keys = written.stream().map(w -> w.declaration().key()).distinct().toList();
    systems.add(
        key,
        new DeclaredSystem(
            key.value(),
            Labels.of(resource, own, key.value()),
            resource.string("description"),
            resource.string("system_type"),
            resource.string("administrating_department"),
            declarations.datasets(datasets),
            keys));
    own.warnOfOthers(Set.of());
    resource.warnOfOthers(FidesKeys.SYSTEM);
  }
}
