package dev.yinhu.service.api;

import dev.yinhu.register.RetentionRule;
import dev.yinhu.subjectrights.erasure.Fate;
import dev.yinhu.subjectrights.erasure.Preview;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a deletion would do, as it is shown: names of the register, counts, laws and dates.
 *
 * @param complete whether every collection could be counted; else nothing may be taken for nothing
 * @param rows over all that were counted: what a copy would have
 * @param restricted of these, those of which a law keeps something
 */
public record PreviewView(
    boolean complete, long rows, long restricted, List<Collection> collections) {
  public PreviewView {
    collections = List.copyOf(collections);
  }

  /**
   * A collection.
   *
   * @param failed why nobody knows what it holds
   */
  public record Collection(
      String collection, @Nullable Long rows, @Nullable String failed, @Nullable List<Part> parts) {
    public Collection {
      parts = parts == null ? null : List.copyOf(parts);
    }
  }

  /**
   * Rows of one fate.
   *
   * @param fields what becomes of each field: delete, empty, anonymise, restrict, key or keep
   * @param grounds the laws that keep something of them
   * @param until day after which the last of them is free
   */
  public record Part(
      long rows, Map<String, String> fields, List<Ground> grounds, @Nullable String until) {
    public Part {
      fields = new LinkedHashMap<>(fields);
      grounds = List.copyOf(grounds);
    }
  }

  /** A law. */
  public record Ground(String rule, String law, String article, CaseView.Words label) {
    static Ground of(RetentionRule rule) {
      return new Ground(rule.key(), rule.law(), rule.article(), CaseView.Words.of(rule.label()));
    }
  }

  /** Of a preview. */
  public static PreviewView of(Preview preview) {
    return new PreviewView(
        preview.failed().isEmpty(),
        preview.counted().stream().mapToLong(Preview.Collection.Counted::rows).sum(),
        preview.counted().stream().mapToLong(Preview.Collection.Counted::restricted).sum(),
        preview.collections().stream().map(PreviewView::collection).toList());
  }

  private static Collection collection(Preview.Collection one) {
    return switch (one) {
      case Preview.Collection.Failed failed ->
          new Collection(failed.name().toString(), null, failed.code(), null);
      case Preview.Collection.Counted counted ->
          new Collection(
              counted.name().toString(),
              counted.rows(),
              null,
              counted.parts().stream().map(PreviewView::part).toList());
    };
  }

  private static Part part(Preview.Part part) {
    Map<String, String> fields = new LinkedHashMap<>();
    part.planned().fields().forEach((field, fate) -> fields.put(field.text(), word(fate)));
    return new Part(
        part.tally().rows(),
        fields,
        part.planned().rules().stream().map(Ground::of).toList(),
        part.until().map(LocalDate::toString).orElse(null));
  }

  private static String word(Fate fate) {
    return switch (fate) {
      case Fate.Deleted _ -> "delete";
      case Fate.Emptied _ -> "empty";
      case Fate.Anonymised _ -> "anonymise";
      case Fate.Restricted _ -> "restrict";
      case Fate.Key _ -> "key";
      case Fate.Untouched _ -> "keep";
    };
  }
}
