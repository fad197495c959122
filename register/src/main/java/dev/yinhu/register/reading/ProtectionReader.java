package dev.yinhu.register.reading;

import dev.yinhu.register.Category;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.IndexSettings;
import dev.yinhu.register.Protection;
import dev.yinhu.register.Suite;
import dev.yinhu.register.TokenKind;
import dev.yinhu.register.TokenSettings;
import dev.yinhu.register.ValueFormat;
import dev.yinhu.register.WireName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code yinhu.protect}: how a field is hidden. */
final class ProtectionReader {
  /** Suites under which equal values give equal ciphertexts. */
  private static final Set<Suite> DETERMINISTIC =
      Set.of(Suite.AES256_SIV, Suite.FF1_AES256, Suite.FF1_SM4);

  private final Set<Suite> available;
  private final IndexReader indexes;

  ProtectionReader(Set<Suite> available, WrittenIndexes written) {
    this.available = Set.copyOf(available);
    this.indexes = new IndexReader(written);
  }

  /** Empty when no suite can be made out; its problem is told. */
  Optional<Protection> read(YamlMap protect, FieldRef field, List<Category> categories) {
    Optional<YamlText> name = protect.required("suite", "protect");
    Optional<Suite> suite = name.flatMap(text -> text.choice("suite", Suite.values()));
    suite.ifPresent(s -> checkAvailable(s, name.orElseThrow()));
    Optional<IndexSettings> main = indexes.main(protect, field, categories);
    Map<String, IndexSettings> parts = indexes.parts(protect, field, categories);
    Optional<TokenSettings> tokens = tokens(protect);
    Optional<Protection> protection =
        suite.map(
            s -> new Protection(s, format(protect, categories, s, tokens), main, parts, tokens));
    protection.ifPresent(p -> checkValues(p, categories, protect));
    return protection;
  }

  private static Optional<ValueFormat> format(
      YamlMap protect, List<Category> categories, Suite suite, Optional<TokenSettings> tokens) {
    boolean ofTokens = tokens.filter(TokenSettings::keepsFormat).isPresent();
    boolean needed = ofTokens || suite.keepsShape();
    if (!needed && !protect.has("format")) {
      return Optional.empty();
    }
    Place place = protect.placeOf(suite.keepsShape() ? "suite" : "tokens");
    Optional<ValueFormat> format = FormatReader.read(protect, categories, place);
    if (!needed) {
      String message =
          "suite "
              + suite.wire()
              + " keeps no shape and tokens are not to: remove 'format', or use"
              + " FF1_AES256, FF1_SM4 or tokens: {keep_format: true}";
      protect.problems().add(ProblemCode.FORMAT_UNUSED, protect.placeOf("format"), message);
    }
    return needed ? format : Optional.empty();
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

  private static Optional<TokenSettings> tokens(YamlMap protect) {
    if (protect.isScalar("tokens")) {
      var usual = new TokenSettings(TokenKind.RANDOM, Optional.empty(), false);
      return protect.flag("tokens") ? Optional.of(usual) : Optional.empty();
    }
    return protect.map("tokens").map(ProtectionReader::tokenSettings);
  }

  private static TokenSettings tokenSettings(YamlMap tokens) {
    TokenKind kind =
        tokens
            .text("kind")
            .flatMap(t -> t.choice("token kind", TokenKind.values()))
            .orElse(TokenKind.RANDOM);
    var settings = new TokenSettings(kind, lifetime(tokens, kind), tokens.flag("keep_format"));
    tokens.warnOfOthers(Set.of());
    return settings;
  }

  private static Optional<Duration> lifetime(YamlMap tokens, TokenKind kind) {
    if (kind == TokenKind.ONE_WAY && tokens.has("ttl")) {
      tokens
          .problems()
          .add(
              ProblemCode.TTL_UNUSED,
              tokens.placeOf("ttl"),
              "nothing turns a one-way token back, so it has no end: remove 'ttl', or use tokens"
                  + " of another kind");
      return Optional.empty();
    }
    return tokens.text("ttl").flatMap(ProtectionReader::lifetime);
  }

  private static Optional<Duration> lifetime(YamlText text) {
    Optional<Duration> time = text.duration();
    return time.isEmpty() || time.filter(TokenSettings::isLifetime).isPresent()
        ? time
        : text.bad("is no time that tokens can live: more than zero, at most 100 years (36525d)");
  }

  private static void checkValues(
      Protection protection, List<Category> categories, YamlMap protect) {
    Optional<Category> few = categories.stream().filter(Category::fewValues).findFirst();
    if (few.isPresent()) {
      for (String key : equalityKeys(protection)) {
        protect
            .problems()
            .add(
                ProblemCode.FEW_VALUES,
                protect.placeOf(key),
                "category '"
                    + few.get().key()
                    + "' has few distinct values, so counting equal ones would tell them: use a"
                    + " randomised suite without index, with random tokens if any");
      }
    }
  }

  /** The keys that make equal values look equal. */
  private static List<String> equalityKeys(Protection protection) {
    List<String> keys = new ArrayList<>();
    if (DETERMINISTIC.contains(protection.suite())) {
      keys.add("suite");
    }
    if (protection.index().isPresent()) {
      keys.add("index");
    }
    if (!protection.partIndexes().isEmpty()) {
      keys.add("indexes");
    }
    if (protection.tokens().filter(t -> t.kind() != TokenKind.RANDOM).isPresent()) {
      keys.add("tokens");
    }
    return keys;
  }
}
