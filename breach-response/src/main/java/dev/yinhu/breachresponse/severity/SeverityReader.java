package dev.yinhu.breachresponse.severity;

import dev.yinhu.accessaudit.Sha256;
import dev.yinhu.register.RegisterSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads severity tables (docs/incidents.md, "Severity"): those that ship with us, and an operator's
 * own over them, section by section. Strict; all problems are told together. Stateless.
 */
public final class SeverityReader {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final Set<String> SECTIONS = Set.of("enisa", "cac", "flags", "criminal");
  private static final String SHIPPED = "severity.yaml";

  private SeverityReader() {}

  /** What ships with this release. */
  public static SeverityTables shipped() {
    return read(List.of());
  }

  /**
   * An operator's files over what ships: a later file's section takes the place of an earlier one.
   *
   * @throws SeverityTablesRefused when there is any problem
   */
  public static SeverityTables read(List<RegisterSource> sources) {
    List<String> problems = new ArrayList<>();
    Map<String, TableNode> sections = new HashMap<>();
    StringBuilder texts = new StringBuilder();
    RegisterSource ours = ours();
    sections(ours, problems, sections);
    texts.append(ours.text());
    for (RegisterSource source : sources) {
      sections(source, problems, sections);
      texts.append('\0').append(source.text());
    }
    SectionReader reader = new SectionReader();
    var enisa = reader.enisa(sections.get("enisa"));
    var cac = reader.cac(sections.get("cac"));
    var flags = reader.flags(sections.get("flags"));
    var criminal = reader.criminal(sections.get("criminal"));
    if (!problems.isEmpty() || enisa.isEmpty() || cac.isEmpty() || criminal.isEmpty()) {
      throw new SeverityTablesRefused(problems);
    }
    return new SeverityTables(
        enisa.get(), cac.get(), flags, criminal.get(), Sha256.hex(texts.toString()));
  }

  private static void sections(
      RegisterSource source, List<String> problems, Map<String, TableNode> sections) {
    if (source.text().length() > MOST_CHARACTERS) {
      problems.add(source.name() + ":1: longer than " + MOST_CHARACTERS + " characters");
      return;
    }
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(source.name()).build();
      Node root = new Compose(settings).composeString(source.text()).orElse(null);
      if (root == null) {
        problems.add(source.name() + ":1: nothing stands there");
        return;
      }
      TableNode top = new TableNode(source.name(), root, problems);
      top.only(SECTIONS);
      for (String section : SECTIONS) {
        if (top.has(section)) {
          sections.put(section, section.equals("flags") ? top : below(top, section));
        }
      }
    } catch (YamlEngineException e) {
      problems.add(source.name() + ":" + line(e) + ": is not YAML that can be read");
    }
  }

  private static TableNode below(TableNode top, String section) {
    return top.below(section).orElseThrow();
  }

  private static int line(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1)
        : 1;
  }

  private static RegisterSource ours() {
    try (InputStream in =
        Objects.requireNonNull(SeverityReader.class.getResourceAsStream(SHIPPED), SHIPPED)) {
      return new RegisterSource(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SHIPPED + " of this release", e);
    }
  }
}
