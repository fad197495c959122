package dev.yinhu.fieldaccess;

import dev.yinhu.crypto.Crypto;
import dev.yinhu.crypto.ShapedField;
import dev.yinhu.crypto.TokenMade;
import dev.yinhu.crypto.canary.Plausible;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Protection;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.TokenSettings;
import dev.yinhu.register.ValueFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Makes canaries: values of made-up persons, sealed, indexed and given tokens as any other, whose
 * reading and whose being looked for is marked in the access log and by nothing else. One version
 * of the register decides. Safe for use by many threads; minting blocks.
 */
public final class CanaryMinting {
  /** How many may be made at once. */
  public static final int MOST = 1_000;

  private final Guard guard;
  private final Crypto crypto;
  private final RandomGenerator random;

  CanaryMinting(Guard guard, Crypto crypto, RandomGenerator random) {
    this.guard = guard;
    this.crypto = crypto;
    this.random = random;
  }

  /** What is wrong with an order; empty when it can be done. Never blocks. */
  public Optional<String> problem(CanaryOrder order) {
    Optional<DeclaredField> field = guard.field(order.field());
    if (field.flatMap(DeclaredField::protection).isEmpty()) {
      return Optional.of("the register declares no encrypted field of this name");
    }
    if (order.count() < 1 || order.count() > MOST) {
      return Optional.of("count is 1 to " + MOST);
    }
    if (field.get().subject().isEmpty() && order.subjectPattern().isPresent()) {
      return Optional.of("this field has no subject: leave the pattern out");
    }
    if (!pattern(order).isGood()) {
      return Optional.of(
          "the pattern of subject ids needs # for digits and @ for letters, for at least a million"
              + " ids, each a good subject id");
    }
    if (order.tokenize() && field.get().protection().flatMap(Protection::tokens).isEmpty()) {
      return Optional.of("the register declares no tokens for this field: leave tokenize out");
    }
    return problemOfValue(field.get(), order);
  }

  private Optional<String> problemOfValue(DeclaredField field, CanaryOrder order) {
    Optional<String> value =
        order.value().or(() -> Plausible.of(field).map(kind -> kind.make(random)));
    if (value.isEmpty()) {
      return Optional.of("no values can be made up for what this field holds: give one");
    }
    if (value.get().isEmpty() || !Texts.isValue(value.get())) {
      return Optional.of("a value has 1 to " + Texts.MAX_VALUE_BYTES + " bytes in UTF-8");
    }
    String whose =
        order.value().isPresent()
            ? "the value does not fit the field's format: "
            : "no values of the field's format can be made up: give one; ";
    return keptFormat(field, order)
        .flatMap(format -> crypto.formats().misfit(format, value.get()))
        .map(expected -> whose + expected);
  }

  /** The format that the ciphertext or the token keeps. */
  private static Optional<ValueFormat> keptFormat(DeclaredField field, CanaryOrder order) {
    Protection protection = field.protection().orElseThrow();
    boolean kept =
        ShapedField.of(field.ref(), protection).isPresent()
            || (order.tokenize()
                && protection.tokens().filter(TokenSettings::keepsFormat).isPresent());
    return protection.format().filter(format -> kept);
  }

  private static SubjectPattern pattern(CanaryOrder order) {
    return new SubjectPattern(order.subjectPattern().orElse(SubjectPattern.DEFAULT));
  }

  /**
   * Makes them; every node knows them for canaries. Durable when this returns.
   *
   * @param orders without {@link #problem}
   */
  public List<MintedCanary> mint(List<CanaryOrder> orders) {
    List<MintedCanary> minted = new ArrayList<>();
    for (CanaryOrder order : orders) {
      DeclaredField field = guard.field(order.field()).orElseThrow();
      minted.addAll(
          field.subject().isPresent() ? ofSubjects(field, order) : ofNobody(field, order));
    }
    return minted;
  }

  private List<MintedCanary> ofSubjects(DeclaredField field, CanaryOrder order) {
    List<CanaryDraft> drafts = new ArrayList<>();
    crypto
        .subjects()
        .findOrCreate(freshIds(order))
        .forEach((id, scope) ->
            drafts.add(new CanaryDraft(field, Optional.of(id), scope, value(field, order))));
    return finish(field, order, drafts);
  }

  /** Ids that no subject has yet: one who exists must never become a canary. */
  private Set<SubjectId> freshIds(CanaryOrder order) {
    Set<SubjectId> fresh = new LinkedHashSet<>();
    while (fresh.size() < order.count()) {
      Set<SubjectId> made = new LinkedHashSet<>();
      for (int i = fresh.size(); i < order.count(); i++) {
        made.add(pattern(order).make(random));
      }
      made.removeAll(crypto.subjects().find(made).keySet());
      fresh.addAll(made);
    }
    return fresh;
  }

  private List<MintedCanary> ofNobody(DeclaredField field, CanaryOrder order) {
    List<CanaryDraft> drafts = new ArrayList<>(order.count());
    for (int i = 0; i < order.count(); i++) {
      drafts.add(
          new CanaryDraft(field, Optional.empty(), crypto.cipher().shared(), value(field, order)));
    }
    return finish(field, order, drafts);
  }

  private String value(DeclaredField field, CanaryOrder order) {
    return order.value().orElseGet(() -> Plausible.of(field).orElseThrow().make(random));
  }

  /** They are canaries before anybody has them. */
  private List<MintedCanary> finish(
      DeclaredField field, CanaryOrder order, List<CanaryDraft> drafts) {
    crypto
        .canaries()
        .add(field.ref(), drafts.stream().map(draft -> draft.made(crypto.indexes())).toList());
    List<Optional<ItemResult.Tokenized>> tokens =
        order.tokenize()
            ? tokens(drafts)
            : Collections.nCopies(drafts.size(), Optional.<ItemResult.Tokenized>empty());
    List<MintedCanary> minted = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      minted.add(drafts.get(i).minted(crypto, tokens.get(i)));
    }
    return minted;
  }

  private List<Optional<ItemResult.Tokenized>> tokens(List<CanaryDraft> drafts) {
    return crypto.tokens().make(drafts.stream().map(CanaryDraft::tokenRequest).toList()).stream()
        .map(made ->
            switch (made) {
              case TokenMade.Made(String token, Optional<Instant> expires) ->
                  Optional.of(new ItemResult.Tokenized(token, expires));
              case TokenMade.SubjectErased(), TokenMade.WrongShape(), TokenMade.NoneFree() ->
                  Optional.<ItemResult.Tokenized>empty();
            })
        .toList();
  }

  /** The field of this name if the register declares it. */
  public Optional<FieldRef> field(String name) {
    return guard.field(name).map(DeclaredField::ref);
  }
}
