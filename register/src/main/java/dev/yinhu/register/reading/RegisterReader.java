package dev.yinhu.register.reading;

import dev.yinhu.register.CompoundIndex;
import dev.yinhu.register.DeclaredDataset;
import dev.yinhu.register.DeclaredSystem;
import dev.yinhu.register.Recipient;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterContents;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.RetentionRule;
import dev.yinhu.register.Suite;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a register from YAML sources: Fides manifests, with what Fideslang has no word for under
 * {@code yinhu} keys. Never throws for what a source says: all that is wrong comes back in one
 * list.
 *
 * <p>Immutable; {@link #read} may be called by many threads.
 */
public final class RegisterReader {
  /** The zone in which "today" is meant when contracts and assessments are checked. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final Taxonomy shipped = Taxonomy.shipped();
  private final Set<Suite> availableSuites;
  private final InstantSource clock;

  /**
   * A reader that accepts fields under the given suites only.
   *
   * @param availableSuites the suites that the running build implements, at least one
   * @param clock tells whether contracts have run out
   */
  public RegisterReader(Set<Suite> availableSuites, InstantSource clock) {
    this.availableSuites = Set.copyOf(availableSuites);
    this.clock = clock;
  }

  /** Reads the sources as one register; they may refer to each other in any order. */
  public RegisterReading read(List<RegisterSource> sources) {
    return read(sources, Optional.empty());
  }

  /**
   * The same, and warns of what would become unreadable or unfindable of what is stored already.
   *
   * @param before the version in force; empty when there is none
   */
  public RegisterReading read(List<RegisterSource> sources, Optional<Register> before) {
    Problems problems = new Problems();
    Sections sections =
        new Sections(
            sources.stream()
                .flatMap(source -> new YamlDocuments(source, problems).read().stream())
                .toList());
    FieldLinks links = new FieldLinks();
    RegisterContents contents = contents(sections, links);
    if (!problems.anyError()) {
      new GraphChecks(problems, links).check(contents.datasets());
    }
    if (before.isPresent() && !problems.anyError()) {
      Place start = Place.startOf(sources.getFirst().name());
      new ChangeChecks(problems, links, start).check(before.get(), compounds(contents));
    }
    return new RegisterReading(
        problems.anyError() ? Optional.empty() : Optional.of(new Register(contents)),
        problems.sorted());
  }

  private static List<CompoundIndex> compounds(RegisterContents contents) {
    return contents.datasets().stream()
        .flatMap(dataset -> dataset.collections().stream())
        .flatMap(collection -> collection.compoundIndexes().stream())
        .toList();
  }

  private RegisterContents contents(Sections sections, FieldLinks links) {
    Taxonomy taxonomy = new TaxonomyReader(shipped).read(sections);
    Declared<DeclaredDataset> datasets = datasets(sections, taxonomy, links);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
    Declared<Recipient> recipients = new RecipientReader(today).read(sections.of("recipient"));
    Declared<Optional<RetentionRule>> rules =
        new RetentionRuleReader(links).read(sections.of("retention_rule"));
    SystemReader systems =
        new SystemReader(
            new DeclarationReader(
                taxonomy, datasets, recipients, rules, new FieldSelection(links)));
    List<DeclaredSystem> declaredSystems = systems.read(sections.of("system"));
    List<WrittenPurpose> purposes = PurposeMerge.merge(systems.purposes());
    purposes.forEach(new PurposeChecks(taxonomy, links)::check);
    return new RegisterContents(
        OrganizationReader.read(sections.of("organization")),
        taxonomy.categories(),
        List.copyOf(taxonomy.dataUses().values()),
        List.copyOf(taxonomy.dataSubjects().values()),
        List.copyOf(datasets.values()),
        declaredSystems,
        purposes.stream().map(WrittenPurpose::declaration).toList(),
        List.copyOf(recipients.values()),
        rules.values().stream().flatMap(Optional::stream).toList());
  }

  private Declared<DeclaredDataset> datasets(
      Sections sections, Taxonomy taxonomy, FieldLinks links) {
    WrittenIndexes indexes = new WrittenIndexes();
    Declared<DeclaredDataset> datasets =
        new DatasetReader(
                taxonomy,
                links,
                new FieldReader(taxonomy, links, indexes, availableSuites),
                new CompoundIndexReader(links, indexes))
            .read(sections.of("dataset"));
    links.check();
    indexes.check();
    return datasets;
  }
}
