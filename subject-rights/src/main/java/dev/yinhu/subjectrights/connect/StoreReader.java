package dev.yinhu.subjectrights.connect;

import dev.yinhu.notices.NoticesException;
import dev.yinhu.notices.http.SecretFile;
import dev.yinhu.notices.webhook.Ed25519Seed;
import dev.yinhu.piiscanner.yaml.YamlFaults;
import dev.yinhu.piiscanner.yaml.YamlNode;
import dev.yinhu.register.FieldRef;
import dev.yinhu.register.graph.CollectionName;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entry of a stores file. For one file. */
final class StoreReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_WITHIN = Duration.ofMinutes(10);
  private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofDays(3);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final List<String> WAYS = List.of("jdbc", "webhook", "manual");

  private final Path directory;
  private final YamlFaults faults;

  StoreReader(Path directory, YamlFaults faults) {
    this.directory = directory;
    this.faults = faults;
  }

  /** How the store is reached; empty, and told, when it is not said, or wrong. */
  Optional<StoreSettings> store(String dataset, YamlNode entry) {
    List<String> ways = WAYS.stream().filter(way -> entry.value(way).isPresent()).toList();
    entry.refuseOthers();
    if (ways.size() != 1) {
      faults.add(entry.node(), "a store is reached in one way: jdbc, webhook or manual");
      return Optional.empty();
    }
    Optional<YamlNode> way = entry.mapping(ways.getFirst());
    return switch (ways.getFirst()) {
      case "jdbc" -> way.flatMap(node -> jdbc(dataset, node));
      case "webhook" -> way.flatMap(node -> webhook(dataset, node));
      default -> {
        way.ifPresent(YamlNode::refuseOthers);
        yield way.map(_ -> new StoreSettings.Manual());
      }
    };
  }

  private Optional<StoreSettings> jdbc(String dataset, YamlNode node) {
    Optional<String> url = node.required("url");
    Optional<String> user = node.text("user");
    Optional<String> password = node.text("password_file").flatMap(file -> secret(node, file));
    Map<CollectionName, String> tables = new HashMap<>();
    names(node, "tables")
        .forEach((written, table) -> tables.put(new CollectionName(dataset, written), table));
    Map<FieldRef, String> columns = columns(dataset, node);
    node.refuseOthers();
    try {
      return url.map(text ->
          new StoreSettings.Jdbc(new JdbcSettings(dataset, text, user, password, tables, columns)));
    } catch (IllegalArgumentException e) {
      faults.add(
          node.at("url"), "'url' begins with jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:");
      return Optional.empty();
    }
  }

  private Optional<String> secret(YamlNode node, String file) {
    try {
      return Optional.of(SecretFile.line(directory.resolve(file)));
    } catch (NoticesException e) {
      faults.add(node.at("password_file"), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Map<String, String> names(YamlNode node, String key) {
    Map<String, String> names = new HashMap<>();
    node.mapping(key)
        .ifPresent(mapping ->
            StoresFile.keys(mapping)
                .forEach(name -> mapping.text(name).ifPresent(text -> names.put(name, text))));
    return names;
  }

  private Map<FieldRef, String> columns(String dataset, YamlNode node) {
    Map<FieldRef, String> columns = new HashMap<>();
    names(node, "columns")
        .forEach((written, column) -> {
          int dot = written.indexOf('.');
          try {
            columns.put(
                new FieldRef(
                    dataset, written.substring(0, Math.max(dot, 0)), written.substring(dot + 1)),
                column);
          } catch (IllegalArgumentException e) {
            faults.add(node.at("columns"), "a field is written as collection.field");
          }
        });
    return columns;
  }

  private Optional<StoreSettings> webhook(String dataset, YamlNode node) {
    Optional<String> url = node.required("url");
    Optional<Path> key = node.required("key_file").map(directory::resolve);
    Duration timeout = time(node, "timeout", TIMEOUT);
    Duration read = time(node, "read_within", READ_WITHIN);
    Duration acknowledge = time(node, "acknowledge_within", ACKNOWLEDGE_WITHIN);
    node.refuseOthers();
    if (url.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    try {
      Ed25519Seed.read(key.get());
    } catch (NoticesException e) {
      faults.add(node.at("key_file"), String.valueOf(e.getMessage()));
    }
    try {
      return Optional.of(
          new StoreSettings.Webhook(
              new WebhookStoreSettings(
                  dataset, URI.create(url.get()), key.get(), timeout, read, acknowledge)));
    } catch (IllegalArgumentException e) {
      faults.add(node.at("url"), "'url' begins with https:// and has a host and no user");
      return Optional.empty();
    }
  }

  private Duration time(YamlNode node, String key, Duration otherwise) {
    Optional<String> text = node.text(key);
    try {
      Duration time = text.map(Duration::parse).orElse(otherwise);
      if (time.isPositive() && time.compareTo(LONGEST) <= 0) {
        return time;
      }
    } catch (DateTimeException e) {
      // Told below, with what is out of bounds.
    }
    faults.add(node.at(key), "'" + key + "' is a time such as PT10S or P3D, at most " + LONGEST);
    return otherwise;
  }
}
