package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.checkpoint.Base64Text;
import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.verify.Fault;
import dev.yinhu.accessaudit.verify.Finding;
import dev.yinhu.accessaudit.verify.IndexRange;
import dev.yinhu.accessaudit.verify.Place;
import dev.yinhu.accessaudit.verify.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verdict as a program reads it. The member names are the JSON members. */
record VerdictView(
    boolean ok,
    String result,
    @Nullable String origin,
    @Nullable Long size,
    @Nullable String root,
    boolean signed,
    List<String> witnesses,
    long from,
    long to,
    long entries,
    long tampered,
    long unverifiable,
    List<Found> findings) {

  /** A finding; {@code kind} is {@code tampered}, {@code unverifiable} or {@code pruned}. */
  record Found(
      String kind,
      String code,
      String resource,
      @Nullable Long from,
      @Nullable Long to,
      String what,
      String what_zh,
      String remedy,
      String remedy_zh,
      String detail) {

    static Found of(Finding finding) {
      return switch (finding) {
        case Finding.Tampered(Fault fault, Place place, String detail) ->
            of("tampered", fault, place, detail);
        case Finding.Unverifiable(Fault fault, Place place, String detail) ->
            of("unverifiable", fault, place, detail);
        case Finding.Pruned pruned -> of(pruned);
      };
    }

    private static Found of(Finding.Pruned pruned) {
      return switch (pruned.declared()) {
        case DONE ->
            of(pruned, "pruned", "the beginning was pruned, as declared", "开头部分已按声明清理", "", "");
        case BEGUN ->
            of(
                pruned,
                "pruned-outcome-open",
                "the beginning is not there; a pruning was begun, its outcome is not stated",
                "开头部分缺失：清理已开始，但结果未记载",
                "verify again when the pruning has ended and a checkpoint was published",
                "请在清理结束并发布检查点后重新验证");
        case NOT ->
            of(
                pruned,
                "pruned-undeclared",
                "the beginning is not there, and nothing declares that it was pruned",
                "开头部分缺失，且无清理声明",
                "ask for the retention decision, or give --pruned-below",
                "请索取关于保留期限和清理的决定，或使用 --pruned-below");
      };
    }

    private static Found of(
        Finding.Pruned pruned,
        String code,
        String what,
        String whatZh,
        String remedy,
        String remedyZh) {
      return new Found(
          "pruned",
          code,
          pruned.place().resource(),
          pruned.range().from(),
          pruned.range().to(),
          what,
          whatZh,
          remedy,
          remedyZh,
          "");
    }

    private static Found of(String kind, Fault fault, Place place, String detail) {
      return new Found(
          kind,
          fault.code(),
          place.resource(),
          place.entries().map(IndexRange::from).orElse(null),
          place.entries().map(IndexRange::to).orElse(null),
          fault.english(),
          fault.chinese(),
          fault.remedyEnglish(),
          fault.remedyChinese(),
          detail);
    }

    /** For people: place and what is wrong, then what to do. */
    String text() {
      String range = from == null ? "" : " [%d, %d)".formatted(from, to);
      String more = detail.isEmpty() ? "" : " (" + detail + ")";
      String todo = remedy.isEmpty() ? "" : "%n    → %s · %s".formatted(remedy_zh, remedy);
      return "%s  %s%s  %s · %s%s%s".formatted(kind, resource, range, what_zh, what, more, todo);
    }
  }

  static VerdictView of(Verdict verdict) {
    return new VerdictView(
        verdict.clean(),
        verdict.result(),
        verdict.checkpoint().map(Checkpoint::origin).orElse(null),
        verdict.checkpoint().map(Checkpoint::size).orElse(null),
        verdict
            .checkpoint()
            .map(checkpoint -> Base64Text.encode(checkpoint.head().root()))
            .orElse(null),
        verdict.signed(),
        verdict.witnesses(),
        verdict.scope().from(),
        verdict.scope().to(),
        verdict.entries(),
        verdict.tampered(),
        verdict.unverifiable(),
        verdict.findings().stream().map(Found::of).toList());
  }

  /** How many findings there are beside those that are told. */
  long more() {
    long told = findings.stream().filter(found -> !found.code().equals("pruned")).count();
    return tampered + unverifiable - told;
  }

  /** The last line for people. */
  String summary() {
    String word =
        switch (result) {
          case "clean" -> "一致 · clean";
          case "tampered" -> "被改动 · tampered";
          default -> "无法证实 · unverifiable";
        };
    return "%s: %,d entries of [%d, %d) verified, log %s of %s entries, %s, %d witnesses"
        .formatted(
            word,
            entries,
            from,
            to,
            origin == null ? "?" : origin,
            size == null ? "?" : size,
            signed ? "signed" : "signature not accepted",
            witnesses.size());
  }
}
