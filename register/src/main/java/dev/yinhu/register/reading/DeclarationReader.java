package dev.yinhu.register.reading;

import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.ConsentTerms;
import dev.yinhu.register.DeclaredDataset;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.ImpactAssessment;
import dev.yinhu.register.LegalBasis;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.PurposeDeclaration;
import dev.yinhu.register.PurposeState;
import dev.yinhu.register.Recipient;
import dev.yinhu.register.Retention;
import dev.yinhu.register.RetentionRule;
import dev.yinhu.register.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads one of a system's {@code privacy_declarations} into a purpose. */
final class DeclarationReader {
  private final Taxonomy taxonomy;
  private final Declared<DeclaredDataset> datasets;
  private final Declared<Recipient> recipients;
  private final Declared<Optional<RetentionRule>> rules;
  private final FieldSelection selection;
  private final Slugs slugs = new Slugs();

  DeclarationReader(
      Taxonomy taxonomy,
      Declared<DeclaredDataset> datasets,
      Declared<Recipient> recipients,
      Declared<Optional<RetentionRule>> rules,
      FieldSelection selection) {
    this.taxonomy = taxonomy;
    this.datasets = datasets;
    this.recipients = recipients;
    this.rules = rules;
    this.selection = selection;
  }

  WrittenPurpose read(YamlMap written, String system, List<YamlText> systemDatasets) {
    YamlMap own = written.mapOrEmpty("yinhu");
    Purpose key = key(written, own, system);
    List<CategoryKey> categories = taxonomy.categories(written, List.of());
    Optional<LegalBasis> basis = legalBasis(written, own);
    var declaration =
        new PurposeDeclaration(
            key,
            Labels.label(own).orElseGet(() -> Labels.of(written, own, key.key())),
            written.string("description"),
            own.text("use").flatMap(text -> text.choice("use", Use.values())),
            written.text("data_use").flatMap(taxonomy::dataUse),
            categories,
            accepted(written.texts("data_subjects"), taxonomy::dataSubject),
            fields(written, own, systemDatasets, categories),
            GrantReader.read(own),
            basis,
            consent(basis, own),
            own.string("necessity"),
            retention(written, own),
            accepted(own.texts("recipients"), name -> recipients.find(name).map(Recipient::key)),
            own.text("state")
                .flatMap(text -> text.choice("state", PurposeState.values()))
                .orElse(PurposeState.DRAFT),
            assessment(written, own),
            List.of(system));
    own.warnOfOthers(Set.of());
    written.warnOfOthers(FidesKeys.DECLARATION);
    Place place = own.has("purpose") ? own.placeOf("purpose") : written.place();
    return new WrittenPurpose(declaration, place, written.problems());
  }

  /** The keys of those datasets that are declared; the others are told. */
  List<String> datasets(List<YamlText> names) {
    return accepted(names, name -> datasets.find(name).map(DeclaredDataset::key));
  }

  private Purpose key(YamlMap written, YamlMap own, String system) {
    Optional<Purpose> given = Optional.empty();
    if (written.has("yinhu")) {
      given = own.required("purpose", "yinhu").flatMap(text -> text.as(Purpose::new));
    }
    String words = written.string("name").or(() -> written.string("data_use")).orElse("purpose");
    return given.orElseGet(() -> slugs.purpose(system, words));
  }

  private Set<FieldRef> fields(
      YamlMap written, YamlMap own, List<YamlText> systemDatasets, List<CategoryKey> categories) {
    List<YamlText> named = written.texts("dataset_references");
    List<String> stores = datasets(named.isEmpty() ? systemDatasets : named);
    return own.has("fields")
        ? selection.named(own.texts("fields"))
        : selection.byCategory(stores, categories);
  }

  private static Optional<LegalBasis> legalBasis(YamlMap written, YamlMap own) {
    Optional<YamlText> fides = written.text("legal_basis_for_processing");
    return own.has("legal_basis")
        ? own.text("legal_basis").flatMap(t -> t.choice("legal basis", LegalBasis.values()))
        : fides.flatMap(DeclarationReader::fidesBasis);
  }

  /**
   * Of a purpose on another ground the key is left unread, and so told as one that means nothing.
   */
  private static ConsentTerms consent(Optional<LegalBasis> basis, YamlMap own) {
    if (basis.filter(LegalBasis.CONSENT::equals).isEmpty()) {
      return ConsentTerms.NONE;
    }
    YamlMap map = own.mapOrEmpty("consent");
    var terms =
        new ConsentTerms(
            map.flag("recorded"),
            (int) map.number("quiet_days", 0, ConsentTerms.MOST_QUIET_DAYS).orElse(0));
    map.warnOfOthers(Set.of());
    return terms;
  }

  private static Optional<LegalBasis> fidesBasis(YamlText text) {
    return switch (text.value()) {
      case "Consent" -> Optional.of(LegalBasis.CONSENT);
      case "Contract" -> Optional.of(LegalBasis.CONTRACT);
      case "Legal obligations" -> Optional.of(LegalBasis.LEGAL_DUTY);
      case "Vital interests" -> Optional.of(LegalBasis.EMERGENCY);
      default -> {
        text.problems()
            .add(
                ProblemCode.LEGAL_BASIS_FOREIGN,
                text.place(),
                "legal basis "
                    + text.quoted()
                    + " has no counterpart in PIPL 13: give yinhu.legal_basis");
        yield Optional.empty();
      }
    };
  }

  /** A scalar names a rule, {@code {text: …}} says it in words, and Fides has only words. */
  private Optional<Retention> retention(YamlMap written, YamlMap own) {
    Optional<String> fides = written.string("retention_period");
    if (own.isScalar("retention")) {
      return own.text("retention")
          .filter(name -> rules.find(name).isPresent())
          .map(name -> new Retention.ByRule(name.value()));
    }
    YamlMap words = own.mapOrEmpty("retention");
    Optional<String> text = words.string("text");
    words.warnOfOthers(Set.of());
    return text.or(() -> fides).map(Retention.InWords::new);
  }

  private static ImpactAssessment assessment(YamlMap written, YamlMap own) {
    Optional<String> fides = written.string("impact_assessment_location");
    YamlMap map = own.mapOrEmpty("impact_assessment");
    var assessment =
        new ImpactAssessment(
            map.flag("wanted", own.has("impact_assessment")),
            map.flag("done"),
            map.string("reference").or(() -> fides));
    map.warnOfOthers(Set.of());
    return assessment;
  }

  private static List<String> accepted(
      List<YamlText> names, Function<YamlText, Optional<String>> check) {
    return names.stream().flatMap(name -> check.apply(name).stream()).distinct().toList();
  }
}
