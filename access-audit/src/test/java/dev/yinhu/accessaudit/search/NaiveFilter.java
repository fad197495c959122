package dev.yinhu.accessaudit.search;

import dev.yinhu.accessaudit.AuditEntry;
import dev.yinhu.accessaudit.AuditEntry.Item;
import dev.yinhu.accessaudit.search.Filter.Says.How;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a filter wants an entry, written down once more without any index. */
final class NaiveFilter {
  private NaiveFilter() {}

  static boolean wants(Filter filter, AuditEntry entry) {
    return switch (filter) {
      case Filter.Every _ -> true;
      case Filter.All all -> all.filters().stream().allMatch(each -> wants(each, entry));
      case Filter.Any any -> any.filters().stream().anyMatch(each -> wants(each, entry));
      case Filter.Not not -> !wants(not.filter(), entry);
      case Filter.Has has ->
          values(has.attribute(), entry).stream().anyMatch(has.values()::contains);
      case Filter.Begins begins ->
          values(begins.attribute(), entry).stream()
              .anyMatch(value -> value.startsWith(begins.prefix()));
      case Filter.Says says -> says(says, reason(entry));
      case Filter.Since since -> entry.time().toEpochMilli() >= since.time().toEpochMilli();
      case Filter.Before before -> entry.time().toEpochMilli() < before.time().toEpochMilli();
      case Filter.OfSubject _, Filter.InCategory _ -> throw new AssertionError("not resolved");
    };
  }

  static Set<String> values(Attribute attribute, AuditEntry entry) {
    Set<String> values = new HashSet<>();
    switch (entry) {
      case AuditEntry.Access access -> access(attribute, access, values);
      case AuditEntry.Admin admin -> {
        switch (attribute) {
          case KIND -> values.add("admin");
          case ACTOR -> values.add(admin.actor());
          case OPERATION -> values.add(admin.action());
          case OUTCOME -> values.add(admin.phase().name().toLowerCase(Locale.ROOT));
          case DRILL -> {
            if (admin.details().containsKey("drill")) {
              values.add("yes");
            }
          }
          case REF -> Optional.ofNullable(admin.details().get("about")).ifPresent(values::add);
          default -> {}
        }
      }
      case AuditEntry.Reading reading -> {
        switch (attribute) {
          case KIND -> values.add("reading");
          case ACTOR -> values.add(reading.actor());
          case OPERATION -> values.add(reading.what());
          case REF -> reading.subject().ifPresent(values::add);
          default -> {}
        }
      }
      case AuditEntry.Unknown _ -> {
        if (attribute == Attribute.KIND) {
          values.add("unknown");
        }
      }
    }
    return values;
  }

  private static void access(Attribute attribute, AuditEntry.Access access, Set<String> values) {
    switch (attribute) {
      case KIND -> values.add("access");
      case CALLER -> values.add(access.caller().value());
      case ACTOR -> access.behalf().actor().ifPresent(actor -> values.add(actor.code()));
      case PURPOSE -> access.purpose().ifPresent(purpose -> values.add(purpose.key()));
      case OPERATION -> values.add(access.operation().wire());
      case REGISTER -> values.add(Long.toString(access.registerVersion()));
      case FIELD -> access.items().stream().map(Item::field).forEach(values::add);
      case OUTCOME -> access.items().stream().map(Item::outcome).forEach(values::add);
      case DETAIL ->
          access.items().stream().map(Item::detail).filter(d -> !d.isEmpty()).forEach(values::add);
      case DRILL -> {
        if (access.caller().value().equals("drill-7-agent")) {
          values.add("yes");
        }
      }
      case REF -> access.items().forEach(item -> values.addAll(item.subjects()));
    }
  }

  private static String reason(AuditEntry entry) {
    return entry instanceof AuditEntry.Access access
        ? access.behalf().reason().map(reason -> plain(reason.text())).orElse("")
        : "";
  }

  /** Half width, lower case, everything but letters and digits a blank. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }

  private static boolean says(Filter.Says says, String reason) {
    if (says.how() != How.WORDS) {
      return stands(plain(says.text()), says.how() == How.BEGINNING, reason);
    }
    return ChineseWords.pieces(says.text()).stream()
        .allMatch(piece -> stands(plain(piece), false, reason));
  }

  /** Chinese stands anywhere, other words as whole ones. */
  private static boolean stands(String text, boolean beginning, String reason) {
    String before = isHan(text.codePointAt(0)) ? "" : "(?<![\\p{L}\\p{N}&&[^\\p{IsHan}]])";
    String after =
        beginning || isHan(text.codePointBefore(text.length()))
            ? ""
            : "(?![\\p{L}\\p{N}&&[^\\p{IsHan}]])";
    return Pattern.compile(before + Pattern.quote(text) + after).matcher(reason).find();
  }

  private static boolean isHan(int point) {
    return Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN;
  }
}
