package dev.yinhu.subjectrights.connect;

import dev.yinhu.piiscanner.yaml.YamlDocument;
import dev.yinhu.piiscanner.yaml.YamlFaults;
import dev.yinhu.piiscanner.yaml.YamlNode;
import dev.yinhu.piiscanner.yaml.YamlProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads which store is reached how (docs/stores.md). Tells all problems at once, with their places,
 * and never throws for what the file says. Secrets stand in files of their own, which are read with
 * it; file names are meant from its directory.
 */
public final class StoresFile {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final String DATASET = "[A-Za-z0-9_.-]{1,200}";

  private StoresFile() {}

  /** What the file says. */
  public static StoresReading read(Path file) {
    String name = String.valueOf(file.getFileName());
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      return new StoresReading(
          Map.of(),
          Map.of(),
          List.of(name + ":1:1: there is no file of text there that can be read"));
    }
    YamlFaults faults = new YamlFaults(name);
    Map<String, StoreSettings> stores = new LinkedHashMap<>();
    Map<String, WebhookStoreSettings> recipients = new LinkedHashMap<>();
    YamlDocument document =
        new YamlDocument(MOST_CHARACTERS, "a stores file is a mapping: write 'stores:' at the top");
    Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    document
        .root(text, faults)
        .ifPresent(root -> {
          recipients(root, directory, faults, recipients);
          stores(root, directory, faults, stores);
        });
    return new StoresReading(
        stores, recipients, faults.sorted().stream().map(YamlProblem::toString).toList());
  }

  /** Recipients are told by signed requests, and by nothing else. */
  private static void recipients(
      YamlNode root,
      Path directory,
      YamlFaults faults,
      Map<String, WebhookStoreSettings> recipients) {
    Optional<YamlNode> list = root.mapping("recipients");
    StoreReader reader = new StoreReader(directory, faults);
    for (String key : list.map(StoresFile::keys).orElse(List.of())) {
      list.flatMap(entries -> entries.mapping(key))
          .flatMap(entry -> reader.store(key, entry).map(how -> Map.entry(entry, how)))
          .ifPresent(read -> {
            if (read.getValue() instanceof StoreSettings.Webhook(WebhookStoreSettings webhook)) {
              recipients.put(key, webhook);
            } else {
              faults.add(read.getKey().node(), "a recipient is reached by webhook");
            }
          });
    }
  }

  private static void stores(
      YamlNode root, Path directory, YamlFaults faults, Map<String, StoreSettings> stores) {
    Optional<YamlNode> list = root.mapping("stores");
    root.refuseOthers();
    if (list.isEmpty()) {
      faults.add(root.at("stores"), "'stores' is missing, or no mapping of datasets");
      return;
    }
    StoreReader reader = new StoreReader(directory, faults);
    for (String dataset : keys(list.get())) {
      if (!dataset.matches(DATASET)) {
        faults.add(list.get().at(dataset), "a dataset is named as the register names it");
      }
      list.get()
          .mapping(dataset)
          .flatMap(entry -> reader.store(dataset, entry))
          .ifPresent(how -> stores.put(dataset, how));
    }
  }

  /** Keys that are no words are told already. */
  static List<String> keys(YamlNode node) {
    return node.node() instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .map(NodeTuple::getKeyNode)
            .filter(ScalarNode.class::isInstance)
            .map(key -> ((ScalarNode) key).getValue())
            .distinct()
            .toList()
        : List.of();
  }
}
