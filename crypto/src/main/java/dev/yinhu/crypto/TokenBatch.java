package dev.yinhu.crypto;

import dev.yinhu.crypto.TokenDrawing.Drawn;
import dev.yinhu.crypto.TokenMade.Made;
import dev.yinhu.register.TokenKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Making the tokens of one request, all together: those that exist are looked up, the others drawn
 * and added; what met a token that stands already is drawn again, in ever fewer. For one thread.
 */
final class TokenBatch {
  private static final int MOST_ROUNDS = TokenDrawing.MOST_ATTEMPTS;

  /** A value on its way to its token. */
  private static final class Draft {
    final TokenRequest request;
    final Optional<Instant> expires;

    /** Of a deterministic token: the value's hash under each version, the active one first. */
    List<TokenHash> valueHashes = List.of();

    int attempt;

    /** The version that the value was sealed under last. */
    long sealedUnder;

    @Nullable TokenHash hash;
    @Nullable String text;
    @Nullable TokenMade made;

    Draft(TokenRequest request, Instant now) {
      this.request = request;
      this.expires = request.settings().lifetime().map(now::plus);
    }

    Optional<TokenHash> valueHash() {
      return valueHashes.stream().findFirst();
    }

    void done() {
      made = new Made(Objects.requireNonNull(text), expires);
    }
  }

  private final Tokens tokens;
  private final Instant now;
  private List<KeyVersion> versions;
  private final List<Draft> drafts = new ArrayList<>();

  TokenBatch(Tokens tokens, List<TokenRequest> requests, Instant now) {
    this.tokens = tokens;
    this.now = now;
    this.versions = tokens.versions();
    requests.forEach(request -> drafts.add(new Draft(request, now)));
  }

  List<TokenMade> run() {
    drafts.forEach(this::prepare);
    for (int round = 0; round < MOST_ROUNDS && !open().isEmpty(); round++) {
      takeKnown();
      addNew();
    }
    return drafts.stream()
        .map(draft -> draft.made == null ? new TokenMade.NoneFree() : draft.made)
        .toList();
  }

  private List<Draft> open() {
    return drafts.stream().filter(draft -> draft.made == null).toList();
  }

  private void prepare(Draft draft) {
    switch (draft.request.settings().kind()) {
      case ONE_WAY -> draft.made = tokens.oneWay(draft.request);
      case RANDOM -> refuseWrongShape(draft);
      case DETERMINISTIC -> {
        refuseWrongShape(draft);
        draft.valueHashes =
            versions.stream()
                .map(version -> new TokenHash(tokens.drawing().valueHash(draft.request, version)))
                .toList();
      }
    }
  }

  private void refuseWrongShape(Draft draft) {
    if (!tokens.drawing().fits(draft.request)) {
      draft.made = new TokenMade.WrongShape();
    }
  }

  /** Gives the deterministic tokens that exist, whichever version they were made under. */
  private void takeKnown() {
    Set<TokenHash> wanted = new HashSet<>();
    open().forEach(draft -> wanted.addAll(draft.valueHashes));
    if (wanted.isEmpty()) {
      return;
    }
    Map<TokenHash, TokenStore.Known> known = new HashMap<>();
    tokens.store().known(wanted, now).forEach(row -> known.put(row.valueHash(), row));
    Map<Draft, TokenStore.Renewal> renewals = new LinkedHashMap<>();
    for (Draft draft : open()) {
      standing(draft, known)
          .ifPresent(row -> take(draft, row).ifPresent(wish -> renewals.put(draft, wish)));
    }
    if (!renewals.isEmpty()) {
      Set<TokenHash> renewed = tokens.store().renew(renewals.values());
      renewals.forEach((draft, wish) -> {
        if (renewed.contains(wish.hash())) {
          draft.done();
        }
      });
    }
  }

  /**
   * The token that stands for the value already. One that has expired is taken up again if it is
   * the active version's; of an older version it is left to its end.
   */
  private static Optional<TokenStore.Known> standing(
      Draft draft, Map<TokenHash, TokenStore.Known> known) {
    return draft.valueHashes.stream()
        .map(known::get)
        .filter(Objects::nonNull)
        .filter(TokenStore.Known::live)
        .findFirst()
        .or(() -> draft.valueHash().map(known::get));
  }

  /** Done, or what the store has to do first: a token that may end is not answered before. */
  private Optional<TokenStore.Renewal> take(Draft draft, TokenStore.Known row) {
    draft.text = again(draft, row);
    if (row.live() && row.expires().isEmpty() && draft.expires.isEmpty()) {
      draft.done();
      return Optional.empty();
    }
    Optional<Envelope> value =
        row.live() ? Optional.empty() : Optional.of(tokens.seal(draft.request, row.hash()));
    return Optional.of(new TokenStore.Renewal(row.hash(), value, draft.expires));
  }

  private String again(Draft draft, TokenStore.Known row) {
    return versions.stream()
        .filter(version -> version.keyId() == row.keyId())
        .findFirst()
        .flatMap(version -> tokens.drawing().draw(draft.request, version, row.attempt()))
        .map(Drawn::text)
        .orElseThrow(() ->
            new CryptoException(
                "a token is stored under key "
                    + row.keyId()
                    + " of keyring token and cannot be"
                    + " computed again: restore the schema crypto from a backup"));
  }

  private void addNew() {
    Map<TokenHash, Draft> rows = new LinkedHashMap<>();
    for (Draft draft : open()) {
      draw(draft, rows);
    }
    passOverTaken(rows);
    if (rows.isEmpty()) {
      return;
    }
    TokenStore.Added added =
        tokens.store().add(rows.values().stream().map(this::row).toList(), now);
    if (!added.active().containsAll(versionsOf(rows.values()))) {
      rows.values().stream()
          .filter(draft -> added.hashes().contains(draft.hash))
          .forEach(Draft::done);
      startAnew();
      return;
    }
    Set<SubjectRef> gone = gone(rows, added.hashes());
    for (Draft draft : open()) {
      settle(draft, added.hashes(), gone);
    }
  }

  private Set<Long> versionsOf(Collection<Draft> added) {
    Set<Long> ids = new HashSet<>();
    ids.add(versions.getFirst().keyId());
    added.forEach(draft -> ids.add(draft.sealedUnder));
    return ids;
  }

  /** Another node has rotated a keyring: what is open is looked up and drawn by its versions. */
  private void startAnew() {
    tokens.reload();
    versions = tokens.versions();
    for (Draft draft : open()) {
      draft.attempt = 0;
      prepare(draft);
    }
  }

  /**
   * A text that keeps the shape may stand already under an older version, where its hash is another
   * one: such a text is not given a second time. Under an older version none comes any more, so
   * what is free here stays free.
   */
  private void passOverTaken(Map<TokenHash, Draft> rows) {
    Map<TokenHash, TokenHash> older = new HashMap<>();
    rows.forEach((hash, draft) -> {
      if (draft.request.format().isPresent()) {
        String text = Objects.requireNonNull(draft.text);
        versions.stream()
            .skip(1)
            .forEach(version -> older.put(tokens.hash(version, draft.request.field(), text), hash));
      }
    });
    if (older.isEmpty()) {
      return;
    }
    for (TokenStore.Found taken : tokens.store().find(older.keySet())) {
      Draft draft = rows.remove(older.get(taken.hash()));
      if (draft != null) {
        draft.attempt++;
        draft.hash = null;
      }
    }
  }

  /** Two values of one request that meet in one token are told apart here already. */
  private void draw(Draft draft, Map<TokenHash, Draft> rows) {
    while (draft.made == null) {
      Optional<Drawn> drawn =
          tokens.drawing().draw(draft.request, versions.getFirst(), draft.attempt);
      if (drawn.isEmpty()) {
        draft.made = new TokenMade.NoneFree();
        return;
      }
      draft.attempt = drawn.get().attempt();
      draft.text = drawn.get().text();
      draft.hash = tokens.hash(versions.getFirst(), draft.request.field(), draft.text);
      Draft other = rows.putIfAbsent(draft.hash, draft);
      if (other == null || isSameValue(draft, other)) {
        return;
      }
      draft.attempt++;
    }
  }

  private static boolean isSameValue(Draft one, Draft other) {
    return one.request.settings().kind() == TokenKind.DETERMINISTIC
        && one.valueHash().equals(other.valueHash());
  }

  private TokenStore.Row row(Draft draft) {
    TokenHash hash = Objects.requireNonNull(draft.hash);
    Envelope envelope = tokens.seal(draft.request, hash);
    draft.sealedUnder = envelope.keyId();
    return new TokenStore.Row(
        hash,
        draft.valueHash(),
        versions.getFirst().keyId(),
        draft.attempt,
        draft.request.field(),
        draft.request.scope().subject(),
        envelope,
        draft.expires);
  }

  /** Of the subjects whose rows were not added, those who do not exist any more. */
  private Set<SubjectRef> gone(Map<TokenHash, Draft> rows, Set<TokenHash> added) {
    Set<SubjectRef> asked = new HashSet<>();
    rows.forEach((hash, draft) -> {
      if (!added.contains(hash)) {
        draft.request.scope().subject().ifPresent(asked::add);
      }
    });
    if (!asked.isEmpty()) {
      asked.removeAll(tokens.existing(asked));
    }
    return asked;
  }

  /**
   * What was not added met a token that stands: of another value, then the next attempt is made; of
   * the same one, which another node made in this moment, then the next round finds it.
   */
  private static void settle(Draft draft, Set<TokenHash> added, Set<SubjectRef> gone) {
    if (draft.hash == null) {
      return;
    }
    if (added.contains(draft.hash)) {
      draft.done();
    } else if (draft.request.scope().subject().filter(gone::contains).isPresent()) {
      draft.made = new TokenMade.SubjectErased();
    } else {
      draft.attempt++;
    }
  }
}
