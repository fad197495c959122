package dev.yinhu.accessaudit.sink.format;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import java.util.List;
import java.util.Set;

/**
 * What an entry comes to: did it succeed, and how much should somebody care.
 *
 * @param status whether it did what was asked
 * @param gravity how grave it is
 * @param refusals what kept it from succeeding: codes, each once, in the entry's order
 */
record Gist(Status status, Gravity gravity, List<String> refusals) {
  /** The outcomes that give the caller what was asked for (docs/formats.md, "Audit entry"). */
  private static final Set<String> GIVEN =
      Set.of(
          "clear",
          "masked",
          "encrypted",
          "indexed",
          "tokenized",
          "checked",
          "rewrapped",
          "unchanged",
          "same",
          "different");

  /** Details of items whose value was a canary begin or end with it. */
  private static final String CANARY = "canary";

  /** Whether what was asked for was done. */
  enum Status {
    DONE,
    REFUSED,
    PARTLY,
    INTENDED
  }

  /** How grave an entry is by itself; what only shows in many entries is not seen here. */
  enum Gravity {
    /** As every day. */
    USUAL,
    /** Something was refused or failed. */
    REFUSAL,
    /** A ciphertext was changed, moved or made by somebody else. */
    TAMPERING,
    /** A value that belongs to nobody was read or looked for. */
    CANARY
  }

  Gist {
    refusals = List.copyOf(refusals);
  }

  static Gist of(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Access access -> access(access);
      case AuditEntry.Admin admin -> admin(admin);
      case AuditEntry.Reading _ -> new Gist(Status.DONE, Gravity.USUAL, List.of());
      case AuditEntry.Unknown _ -> new Gist(Status.DONE, Gravity.USUAL, List.of());
    };
  }

  private static Gist access(AuditEntry.Access access) {
    List<Item> items = access.items();
    List<String> refusals =
        items.stream()
            .map(Item::outcome)
            .filter(outcome -> !GIVEN.contains(outcome))
            .distinct()
            .toList();
    boolean given = items.stream().anyMatch(item -> GIVEN.contains(item.outcome()));
    Status status = refusals.isEmpty() ? Status.DONE : given ? Status.PARTLY : Status.REFUSED;
    return new Gist(status, gravity(items, refusals), refusals);
  }

  private static Gravity gravity(List<Item> items, List<String> refusals) {
    if (items.stream().anyMatch(item -> item.detail().contains(CANARY))) {
      return Gravity.CANARY;
    }
    if (refusals.contains("not-authentic")) {
      return Gravity.TAMPERING;
    }
    return refusals.isEmpty() ? Gravity.USUAL : Gravity.REFUSAL;
  }

  private static Gist admin(AuditEntry.Admin admin) {
    return switch (admin.phase()) {
      case INTENT -> new Gist(Status.INTENDED, Gravity.USUAL, List.of());
      case DONE -> new Gist(Status.DONE, Gravity.USUAL, List.of());
      case FAILED -> new Gist(Status.REFUSED, Gravity.REFUSAL, List.of("failed"));
    };
  }
}
