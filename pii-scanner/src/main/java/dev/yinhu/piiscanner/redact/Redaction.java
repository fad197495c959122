package dev.yinhu.piiscanner.redact;

import dev.yinhu.piiscanner.Finding;
import dev.yinhu.piiscanner.Hints;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.redact.Replacement.Value;
import dev.yinhu.piiscanner.redact.Replacement.Written;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the personal data of texts and replaces it. Immutable and safe for many threads. */
public final class Redaction {
  private final PiiEngine engine;
  private final Predicate<Finding> wanted;
  private final Replacement replacement;

  /**
   * By an engine.
   *
   * @param wanted which of its findings are replaced
   * @param replacement by what
   */
  public Redaction(PiiEngine engine, Predicate<Finding> wanted, Replacement replacement) {
    this.engine = engine;
    this.wanted = wanted;
    this.replacement = replacement;
  }

  /** A text, and what is known of it. */
  record Passage(String text, Hints hints) {
    /** Without the text. */
    @Override
    public String toString() {
      return "Passage[***]";
    }
  }

  /**
   * The text with every finding replaced. What lies between findings stays as it is, character by
   * character.
   *
   * @throws RedactionException when a value cannot be replaced
   */
  public Redacted text(String text, Hints hints) {
    return all(List.of(new Passage(text, hints))).getFirst();
  }

  /** The same of several texts; all their values are replaced in one go. */
  List<Redacted> all(List<Passage> passages) {
    List<Pieces> found =
        passages.stream().map(passage -> Pieces.of(passage.text(), findings(passage))).toList();
    List<Value> values = found.stream().flatMap(Pieces::values).toList();
    List<Written> written = replacement.of(values);
    if (written.size() != values.size()) {
      throw new IllegalStateException(
          values.size() + " values were to be replaced and " + written.size() + " came back");
    }
    Iterator<Written> next = written.iterator();
    return found.stream()
        .map(pieces -> pieces.with(Stream.generate(next::next).limit(pieces.size()).toList()))
        .toList();
  }

  private List<Finding> findings(Passage passage) {
    return engine.scan(passage.text(), passage.hints()).stream().filter(wanted).toList();
  }
}
