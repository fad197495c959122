package dev.yinhu.service.api;

import dev.yinhu.accessaudit.search.Known;
import dev.yinhu.crypto.KeyScope;
import dev.yinhu.crypto.SubjectDirectory;
import dev.yinhu.crypto.SubjectRef;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredCollection;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.StoredRegister;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.reading.RegisterReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What a search of the access log needs from the other rooms: references of people from the subject
 * directory, and the register as it was in the version that decided an entry. Versions never
 * change, so each is read once. Blocks; safe for use by many threads.
 */
public final class RegisterKnown implements Known {
  private final RegisterStore store;
  private final RegisterReader reader;
  private final Supplier<SubjectDirectory> subjects;
  private final Map<Long, Optional<Register>> versions = new ConcurrentHashMap<>();

  /**
   * @param subjects asked for with the first person that is asked about
   */
  public RegisterKnown(
      RegisterStore store, RegisterReader reader, Supplier<SubjectDirectory> subjects) {
    this.store = store;
    this.reader = reader;
    this.subjects = subjects;
  }

  @Override
  public Optional<String> reference(SubjectId subject) {
    return Optional.ofNullable(subjects.get().find(List.of(subject)).get(subject))
        .flatMap(KeyScope::subject)
        .map(SubjectRef::text);
  }

  /** The register of that version, if it was applied and can be read by this release. */
  public Optional<Register> register(long version) {
    Optional<Register> known = versions.get(version);
    if (known != null) {
      return known;
    }
    Optional<StoredRegister> stored = store.version(version);
    Optional<Register> read = stored.flatMap(found -> reader.read(found.sources()).register());
    if (stored.isPresent()) {
      versions.put(version, read);
    }
    return read;
  }

  @Override
  public List<CategoryFields> fields(CategoryKey category) {
    long newest = store.current().map(StoredRegister::version).orElse(0L);
    Map<Set<String>, Set<Long>> versionsByFields = new HashMap<>();
    for (long version = 1; version <= newest; version++) {
      Set<String> fields =
          register(version).map(register -> fields(register, category)).orElse(Set.of());
      if (!fields.isEmpty()) {
        versionsByFields.computeIfAbsent(fields, _ -> new HashSet<>()).add(version);
      }
    }
    List<CategoryFields> found = new ArrayList<>();
    versionsByFields.forEach((fields, of) -> found.add(new CategoryFields(of, fields)));
    return found;
  }

  /** The category's fields, and the compound indexes over one of them. */
  private static Set<String> fields(Register register, CategoryKey category) {
    Set<FieldRef> refs = new HashSet<>();
    for (DeclaredField field : register.fields()) {
      if (field.categories().stream().anyMatch(key -> key.isWithin(category))) {
        refs.add(field.ref());
      }
    }
    Set<String> names = new HashSet<>();
    refs.forEach(ref -> names.add(ref.text()));
    register.datasets().stream()
        .flatMap(dataset -> dataset.collections().stream())
        .map(DeclaredCollection::compoundIndexes)
        .flatMap(List<CompoundIndex>::stream)
        .filter(index -> index.fields().stream().anyMatch(refs::contains))
        .forEach(index -> names.add(index.ref().text()));
    return names;
  }
}
