package dev.yinhu.service.notices;

import com.fasterxml.jackson.core.JsonPointer;
import dev.yinhu.notices.NoticesException;
import dev.yinhu.notices.http.AllowedHosts;
import dev.yinhu.notices.http.SecretFile;
import dev.yinhu.piiscanner.yaml.YamlFaults;
import dev.yinhu.piiscanner.yaml.YamlNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping of a channels file, whose values are read as what channels want. What is wrong is told,
 * and then as if it were absent. For one file.
 *
 * @param folder what file names start from
 */
record Entry(YamlNode node, Path folder, YamlFaults faults) {
  private static final int MOST_WORDS = 200;
  private static final Duration LONGEST = Duration.ofDays(30);

  Optional<Entry> entry(String key) {
    return node.mapping(key).map(inner -> new Entry(inner, folder, faults));
  }

  void fault(String key, String message) {
    faults.add(node.at(key), message);
  }

  /** Keys of a mapping whose keys are free. */
  Set<String> keys() {
    return node.node() instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .map(NodeTuple::getKeyNode)
            .filter(ScalarNode.class::isInstance)
            .map(key -> ((ScalarNode) key).getValue())
            .collect(Collectors.toCollection(LinkedHashSet::new))
        : Set.of();
  }

  /** Texts by free keys. */
  Map<String, String> texts(String key) {
    Map<String, String> found = new LinkedHashMap<>();
    entry(key)
        .ifPresent(inner ->
            inner
                .keys()
                .forEach(name -> inner.node.text(name).ifPresent(text -> found.put(name, text))));
    return found;
  }

  Set<String> words(String key) {
    return node.texts(key, MOST_WORDS).stream()
        .map(ScalarNode::getValue)
        .collect(Collectors.toSet());
  }

  Duration time(String key, Duration otherwise) {
    return time(key).orElse(otherwise);
  }

  Optional<Duration> time(String key) {
    Optional<String> text = node.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Duration time = Duration.parse(text.get());
      if (time.isPositive() && time.compareTo(LONGEST) <= 0) {
        return Optional.of(time);
      }
    } catch (DateTimeException e) {
      // Told below, with what is out of bounds.
    }
    fault(key, "'" + key + "' is a time such as PT10S or P3D, at most " + LONGEST);
    return Optional.empty();
  }

  Optional<JsonPointer> pointer(String key) {
    Optional<String> text = node.text(key);
    if (text.isPresent() && !text.get().startsWith("/")) {
      fault(key, "'" + key + "' is a JSON pointer such as /data/id");
      return Optional.empty();
    }
    return text.map(JsonPointer::compile);
  }

  /** An address; templates may hold places. */
  Optional<URI> uri(String key) {
    return node.required(key).flatMap(text -> tried(key, () -> URI.create(text)));
  }

  /** The file of a secret, which is looked into. */
  Optional<Path> secret(String key) {
    return node.required(key).map(folder::resolve).filter(file -> isSecret(key, file));
  }

  boolean isSecret(String key, Path file) {
    try {
      SecretFile.line(file);
      return true;
    } catch (NoticesException e) {
      fault(key, String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** Whom requests may go to: {@code hosts} and {@code internal}. */
  AllowedHosts hosts() {
    Set<String> names =
        words("hosts").stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    if (names.isEmpty()) {
      fault("hosts", "'hosts' names the hosts that requests may go to");
    }
    return new AllowedHosts(names, node.flag("internal"));
  }

  /** What is made of it, unless it is refused. */
  <T> Optional<T> tried(String key, Supplier<T> made) {
    try {
      return Optional.of(made.get());
    } catch (IllegalArgumentException | NoticesException e) {
      fault(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
