package dev.yinhu.piiscanner.quality;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.piiscanner.quality.LabelledText.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Labelled texts of one file under {@code corpus/}.
 *
 * @param name of the file without ending
 * @param texts its records
 */
public record LabelledCorpus(String name, List<LabelledText> texts) {
  /** Share in a hundred of the templates that may be looked at when rules are written. */
  private static final int SEEN = 70;

  private static final int HUNDRED = 100;

  /** Copies the list. */
  public LabelledCorpus {
    texts = List.copyOf(texts);
  }

  /** Reads a file of the class path. */
  public static LabelledCorpus read(String name) {
    ObjectMapper mapper = new ObjectMapper();
    List<LabelledText> texts = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(
                LabelledCorpus.class.getResourceAsStream("/corpus/" + name + ".jsonl"), name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        texts.add(text(mapper.readTree(line)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the corpus " + name + " cannot be read", e);
    }
    return new LabelledCorpus(name, texts);
  }

  private static LabelledText text(JsonNode record) {
    return new LabelledText(
        record.path("id").asText(),
        record.path("tpl").asText(),
        record.path("text").asText(),
        spans(record.path("spans")),
        spans(record.path("negatives")));
  }

  private static List<Span> spans(JsonNode list) {
    List<Span> spans = new ArrayList<>();
    list.forEach(
        s -> spans.add(new Span(s.path(0).asInt(), s.path(1).asInt(), s.path(2).asText())));
    return spans;
  }

  /** Those whose templates were looked at when the rules were written. */
  public LabelledCorpus seen() {
    return part("seen", LabelledCorpus::isSeen);
  }

  /** Those whose templates are only for measuring. */
  public LabelledCorpus unseen() {
    return part("unseen", text -> !isSeen(text));
  }

  private LabelledCorpus part(String part, Predicate<LabelledText> kept) {
    return new LabelledCorpus(name + " " + part, texts.stream().filter(kept).toList());
  }

  private static boolean isSeen(LabelledText text) {
    return Math.floorMod(text.template().hashCode() * 0x9E3779B9, HUNDRED) < SEEN;
  }
}
