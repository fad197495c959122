package dev.yinhu.crypto;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Suite;
import dev.yinhu.register.TokenKind;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tokens that stand in for values (docs/formats.md, "Token"). A token that can be turned back is a
 * row found by a keyed hash of the token, which holds the value sealed under the subject's key; a
 * one-way token is computed and stored nowhere. Which it is says the register.
 *
 * <p>The same value always has the same deterministic token, on every node and across rotations of
 * the keyring {@code token}: a token is added only under versions that are the active ones in that
 * moment, so a node that has not heard of a rotation reads the keyrings anew first. One-way tokens
 * are others after a rotation.
 *
 * <p>Whoever opens what is found must be allowed to: this class decides nothing. Safe for use by
 * many threads.
 */
public final class Tokens {
  /** How long after its end it is still known of a token that it expired. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  /**
   * How long the value of an expired token is kept at least while a service watches, so that a
   * clock that is set forward by mistake costs no value: as long as somebody needs to notice it.
   */
  static final Duration GRACE = Duration.ofDays(1);

  private static final String CONTEXT = "yinhu/token/";

  private final Keyrings keyrings;
  private final TokenKeys keys;
  private final TokenDrawing drawing;
  private final TokenStore store;
  private final FieldCipher cipher;
  private final SubjectDirectory subjects;
  private final InstantSource clock;

  Tokens(
      Keyrings keyrings,
      TokenStore store,
      FieldCipher cipher,
      SubjectDirectory subjects,
      SecureRandom random,
      InstantSource clock) {
    this.keyrings = keyrings;
    this.keys = new TokenKeys(keyrings);
    this.drawing = new TokenDrawing(keys, random);
    this.store = store;
    this.cipher = cipher;
    this.subjects = subjects;
    this.clock = clock;
  }

  /**
   * A token that nothing turns back. Never blocks.
   *
   * @throws IllegalArgumentException when the field's tokens are of another kind
   */
  public TokenMade oneWay(TokenRequest request) {
    if (request.settings().kind() != TokenKind.ONE_WAY) {
      throw new IllegalArgumentException("tokens of " + request.field() + " are stored");
    }
    if (!drawing.fits(request)) {
      return new TokenMade.WrongShape();
    }
    return drawing
        .draw(request, keys.versions().getFirst(), 0)
        .<TokenMade>map(drawn -> new TokenMade.Made(drawn.text(), Optional.empty()))
        .orElseGet(TokenMade.NoneFree::new);
  }

  /**
   * Tokens for all of the values, in their order; those that can be turned back are durable when
   * this returns. Blocks: a few round trips for all of them together.
   */
  public List<TokenMade> make(List<TokenRequest> requests) {
    return new TokenBatch(this, requests, clock.instant()).run();
  }

  TokenStore store() {
    return store;
  }

  TokenDrawing drawing() {
    return drawing;
  }

  List<KeyVersion> versions() {
    return keys.versions();
  }

  /** Reads the keyrings anew: another node rotated one a moment ago. */
  void reload() {
    keyrings.reload();
  }

  Set<SubjectRef> existing(Set<SubjectRef> refs) {
    return subjects.known(refs);
  }

  TokenHash hash(KeyVersion version, FieldRef field, String token) {
    return new TokenHash(keys.lookup(version, field).hash(token.getBytes(StandardCharsets.UTF_8)));
  }

  /** Seals a value for the row of its token: in another row it does not open. */
  Envelope seal(TokenRequest request, TokenHash hash) {
    return cipher.seal(
        switch (request.suite()) {
          case FF1_AES256 -> Suite.AES256_GCM;
          case FF1_SM4 -> Suite.SM4_GCM;
          default -> request.suite();
        },
        request.field(),
        request.scope(),
        context(hash),
        request.value().getBytes(StandardCharsets.UTF_8));
  }

  /** What binds a value to the row of its token. */
  static String context(TokenHash hash) {
    return CONTEXT + HexFormat.of().formatHex(hash.bytes());
  }

  /**
   * A token that somebody came with.
   *
   * @param field the field that it is said to belong to
   * @param token the text, whatever it is
   */
  public record Asked(FieldRef field, String token) {
    @Override
    public String toString() {
      return "Asked[" + field + ", ***]";
    }
  }

  /**
   * What is known of each, in their order. Blocks: one round trip for all of them together; two
   * more when there are some that are not known.
   */
  public List<FoundToken> find(List<Asked> asked) {
    return new TokenSearch(keys, store, clock.instant()).run(asked);
  }

  /**
   * Removes the values of tokens that expired a day ago or longer, and tokens whose end is 30 days
   * ago, at most {@code limit} of each. The day is one that {@linkplain Crypto#keep the nodes that
   * keep keys} watched; where none does, no value is removed. Blocks; several nodes may do so at
   * once, each on rows of its own.
   *
   * @return how many rows were changed; as many as {@code limit} may mean that more are left
   */
  public int purge(int limit) {
    Instant now = clock.instant();
    return Math.max(store.empty(now, limit), store.remove(now.minus(REMEMBERED), limit));
  }

  void close() {
    keys.close();
  }
}
