package dev.yinhu.crypto;

import dev.yinhu.crypto.Tokens.Asked;
import dev.yinhu.crypto.mac.KeyedHash;
import dev.yinhu.crypto.token.PrintedToken;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.TokenKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looking up the tokens of one request, all together: under the usable versions; what is not found,
 * under those that another node may have made a moment ago; and then under the retired ones, so
 * that nobody takes a token for gone that only its key keeps back. For one thread.
 */
final class TokenSearch {
  private final TokenKeys keys;
  private final TokenStore store;
  private final Instant now;
  private final Map<Asked, FoundToken> found = new HashMap<>();
  private final Set<Asked> missing = new LinkedHashSet<>();

  TokenSearch(TokenKeys keys, TokenStore store, Instant now) {
    this.keys = keys;
    this.store = store;
    this.now = now;
  }

  /** What is known of each, in their order. */
  List<FoundToken> run(List<Asked> asked) {
    missing.addAll(asked);
    lookUsable();
    if (!missing.isEmpty() && keys.reload()) {
      lookUsable();
    }
    List<KeyVersion> retired = keys.retired();
    if (!missing.isEmpty() && !retired.isEmpty()) {
      lookRetired(retired);
    }
    missing.forEach(one -> found.put(one, gone(one)));
    return asked.stream().map(one -> Objects.requireNonNull(found.get(one))).toList();
  }

  private void lookUsable() {
    look(keys.versions(), keys::lookup, this::found);
    settle(one -> oneWay(one, keys.versions(), keys::lookup));
  }

  private void lookRetired(List<KeyVersion> retired) {
    Map<Map.Entry<Long, FieldRef>, KeyedHash> derived = new HashMap<>();
    BiFunction<KeyVersion, FieldRef, KeyedHash> once =
        (version, field) ->
            derived.computeIfAbsent(
                Map.entry(version.keyId(), field), slot -> keys.lookupOnce(version, field));
    try {
      look(retired, once, row -> behind(found(row)));
      settle(one -> oneWay(one, retired, once));
    } finally {
      derived.values().forEach(KeyedHash::clear);
    }
  }

  /** Of a token that stands under two versions the first one's row is taken. */
  private void look(
      List<KeyVersion> versions,
      BiFunction<KeyVersion, FieldRef, KeyedHash> lookup,
      Function<TokenStore.Found, FoundToken> told) {
    Map<Asked, List<TokenHash>> hashes = new HashMap<>();
    for (Asked one : missing) {
      byte[] text = one.token().getBytes(StandardCharsets.UTF_8);
      hashes.put(
          one,
          versions.stream()
              .map(version -> new TokenHash(lookup.apply(version, one.field()).hash(text)))
              .toList());
    }
    Map<TokenHash, TokenStore.Found> rows = new HashMap<>();
    store
        .find(hashes.values().stream().flatMap(List::stream).collect(Collectors.toSet()))
        .forEach(row -> rows.put(row.hash(), row));
    settle(one ->
        Objects.requireNonNull(hashes.get(one)).stream()
            .map(rows::get)
            .filter(Objects::nonNull)
            .findFirst()
            .map(told));
  }

  private void settle(Function<Asked, Optional<FoundToken>> told) {
    missing.removeIf(one -> {
      Optional<FoundToken> what = told.apply(one);
      what.ifPresent(token -> found.put(one, token));
      return what.isPresent();
    });
  }

  private FoundToken found(TokenStore.Found row) {
    TokenKind kind = row.deterministic() ? TokenKind.DETERMINISTIC : TokenKind.RANDOM;
    if (row.envelope().isEmpty() || row.expires().filter(end -> !end.isAfter(now)).isPresent()) {
      return new FoundToken.Expired(kind, row.expires().orElseThrow());
    }
    return new FoundToken.Stored(
        kind, row.expires(), row.envelope().get(), Tokens.context(row.hash()), row.subject());
  }

  private static FoundToken behind(FoundToken token) {
    return token instanceof FoundToken.Stored stored
        ? new FoundToken.KeyRetired(stored.kind(), stored.expires())
        : token;
  }

  private static Optional<FoundToken> oneWay(
      Asked asked, List<KeyVersion> versions, BiFunction<KeyVersion, FieldRef, KeyedHash> lookup) {
    return oneWay(asked)
        .filter(token ->
            versions.stream()
                .filter(version -> version.keyId() == token.keyId())
                .anyMatch(version -> isOurs(token, lookup.apply(version, asked.field()))))
        .map(token -> new FoundToken.OneWay());
  }

  private static boolean isOurs(PrintedToken token, KeyedHash lookup) {
    return MessageDigest.isEqual(TokenDrawing.check(lookup, token.value()), token.check());
  }

  private static Optional<PrintedToken> oneWay(Asked asked) {
    return PrintedToken.parse(asked.token()).filter(token -> token.kind() == TokenKind.ONE_WAY);
  }

  private FoundToken gone(Asked asked) {
    return oneWay(asked).filter(token -> keys.isDestroyed(token.keyId())).isPresent()
        ? new FoundToken.KeyDestroyed()
        : new FoundToken.Unknown();
  }
}
