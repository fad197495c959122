package dev.yinhu.register.reading;

import dev.yinhu.register.Category;
import dev.yinhu.register.CategoryKey;
import dev.yinhu.register.IndexPart;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.MaskName;
import dev.yinhu.register.Normalizer;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Suite;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.TokenSettings;
import dev.yinhu.register.WireName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code yinhu.protect}: how a field is hidden. */
final class ProtectionReader {
  private static final CategoryKey PHONE = new CategoryKey("user.contact.phone_number");
  private static final CategoryKey EMAIL = new CategoryKey("user.contact.email");

  /** Suites under which equal values give equal ciphertexts. */
  private static final Set<Suite> DETERMINISTIC =
      Set.of(Suite.AES256_SIV, Suite.FF1_AES256, Suite.FF1_SM4);

  private final Set<Suite> available;

  ProtectionReader(Set<Suite> available) {
    this.available = Set.copyOf(available);
  }

  /** Empty when no suite can be made out; its problem is told. */
  Optional<Protection> read(YamlMap protect, List<Category> categories) {
    Optional<YamlText> name = protect.required("suite", "protect");
    Optional<Suite> suite = name.flatMap(text -> text.choice("suite", Suite.values()));
    suite.ifPresent(s -> checkAvailable(s, name.orElseThrow()));
    Optional<IndexSettings> index = index(protect, categories);
    Optional<TokenSettings> tokens = tokens(protect);
    Optional<Protection> protection =
        suite.map(s -> new Protection(s, Optional.empty(), index, Map.of(), tokens));
    protection.ifPresent(p -> checkValues(p, categories, protect));
    return protection;
  }

  Optional<MaskName> mask(YamlMap protect) {
    return protect.text("mask").flatMap(text -> text.choice("mask", MaskName.values()));
  }

  private void checkAvailable(Suite suite, YamlText name) {
    if (!available.contains(suite)) {
      String offered =
          available.stream().map(WireName::wire).sorted().collect(Collectors.joining(", "));
      name.problems()
          .add(
              ProblemCode.SUITE_UNAVAILABLE,
              name.place(),
              "suite " + suite.wire() + " is not available yet: use " + offered);
    }
  }

  private static Optional<IndexSettings> index(YamlMap protect, List<Category> categories) {
    if (!protect.has("index")) {
      return Optional.empty();
    }
    if (protect.isScalar("index")) {
      var whole =
          new IndexSettings(OptionalInt.empty(), usualNormalizer(categories), IndexPart.WHOLE, 1);
      return protect.flag("index") ? Optional.of(whole) : Optional.empty();
    }
    return protect.map("index").map(index -> index(index, usualNormalizer(categories)));
  }

  private static IndexSettings index(YamlMap index, Normalizer usual) {
    OptionalLong bits = index.number("bits", 1, IndexSettings.MAX_BITS);
    Optional<Normalizer> normalizer =
        index.text("normalizer").flatMap(t -> t.choice("normalizer", Normalizer.values()));
    index.warnOfOthers(Set.of());
    return new IndexSettings(
        bits.isPresent() ? OptionalInt.of((int) bits.getAsLong()) : OptionalInt.empty(),
        normalizer.orElse(usual),
        IndexPart.WHOLE,
        1);
  }

  private static Normalizer usualNormalizer(List<Category> categories) {
    if (categories.stream().anyMatch(c -> c.key().isWithin(PHONE))) {
      return Normalizer.PHONE;
    }
    boolean email = categories.stream().anyMatch(c -> c.key().isWithin(EMAIL));
    return email ? Normalizer.EMAIL : Normalizer.NFKC;
  }

  private static Optional<TokenSettings> tokens(YamlMap protect) {
    if (protect.isScalar("tokens")) {
      var usual = new TokenSettings(TokenKind.RANDOM, Optional.empty(), false);
      return protect.flag("tokens") ? Optional.of(usual) : Optional.empty();
    }
    return protect.map("tokens").map(ProtectionReader::tokenSettings);
  }

  private static TokenSettings tokenSettings(YamlMap tokens) {
    var settings =
        new TokenSettings(
            tokens
                .text("kind")
                .flatMap(t -> t.choice("token kind", TokenKind.values()))
                .orElse(TokenKind.RANDOM),
            tokens.text("ttl").flatMap(YamlText::duration),
            tokens.flag("keep_format"));
    tokens.warnOfOthers(Set.of());
    return settings;
  }

  private static void checkValues(
      Protection protection, List<Category> categories, YamlMap protect) {
    boolean tellsEquality =
        protection.index().isPresent() || DETERMINISTIC.contains(protection.suite());
    Optional<Category> few = categories.stream().filter(Category::fewValues).findFirst();
    if (tellsEquality && few.isPresent()) {
      String key = protection.index().isPresent() ? "index" : "suite";
      protect
          .problems()
          .add(
              ProblemCode.FEW_VALUES,
              protect.placeOf(key),
              "category '"
                  + few.get().key()
                  + "' has few distinct values, so counting equal ones would tell them: use a"
                  + " randomised suite without index");
    }
  }
}
