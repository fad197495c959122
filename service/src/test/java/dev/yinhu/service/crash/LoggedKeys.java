package dev.yinhu.service.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yinhu.crypto.KeyState;
import dev.yinhu.crypto.KeyStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the keyrings must stand by the access log: what is logged as done is done, what is logged as
 * failed is not, and what has an intent only may be either. Nothing else may have changed.
 */
final class LoggedKeys {
  /** A version: its state, and whether its destruction is asked for or approved. */
  private record Version(KeyState state, String destruction) {}

  /** By keyring, the versions from the first on. */
  private Map<String, List<Version>> rings = new LinkedHashMap<>();

  private final Map<String, JsonNode> open = new LinkedHashMap<>();

  /** How many changes are intended, and nothing tells what came of them. */
  int open() {
    return open.size();
  }

  /** The entries since the last time. */
  void take(List<JsonNode> entries) {
    for (JsonNode entry : entries) {
      String id = entry.path("request").asText();
      if (entry.path("phase").asText().equals("intent")) {
        assertThat(open.put(id, entry)).as(id).isNull();
      } else {
        assertThat(open.remove(id)).as("an outcome has its intent: %s", entry).isNotNull();
        if (entry.path("phase").asText().equals("done")) {
          apply(rings, entry);
        }
      }
    }
  }

  /** Holds the log against how things stand, and goes on from there. */
  void requireAndAdopt(KeyStatus status) {
    Map<String, List<Version>> actual = read(status);
    List<Map<String, List<Version>>> possible = new ArrayList<>(List.of(started(actual)));
    for (JsonNode intent : open.values()) {
      for (Map<String, List<Version>> one : List.copyOf(possible)) {
        Map<String, List<Version>> with = copy(one);
        apply(with, intent);
        possible.add(with);
      }
    }
    assertThat(possible).as("by the log; only intended: %s", open.values()).contains(actual);
    open.clear();
    rings = actual;
  }

  /** Before the first change every keyring has its first version. */
  private Map<String, List<Version>> started(Map<String, List<Version>> actual) {
    Map<String, List<Version>> all = copy(rings);
    actual.keySet().forEach(ring -> all.computeIfAbsent(ring, LoggedKeys::first));
    return all;
  }

  private static List<Version> first(String ring) {
    return new ArrayList<>(List.of(new Version(KeyState.ACTIVE, "")));
  }

  private static Map<String, List<Version>> copy(Map<String, List<Version>> rings) {
    Map<String, List<Version>> copy = new LinkedHashMap<>();
    rings.forEach((ring, versions) -> copy.put(ring, new ArrayList<>(versions)));
    return copy;
  }

  private static Map<String, List<Version>> read(KeyStatus status) {
    Map<String, List<Version>> actual = new LinkedHashMap<>();
    for (KeyStatus.Keyring ring : status.keyrings()) {
      actual.put(
          ring.name().text(),
          new ArrayList<>(
              ring.versions().stream()
                  .map(version ->
                      new Version(
                          version.state(),
                          version
                              .destruction()
                              .map(waiting ->
                                  waiting.requestedBy()
                                      + waiting.approvedBy().map(by -> "+" + by).orElse(""))
                              .orElse("")))
                  .toList()));
    }
    return actual;
  }

  private static void apply(Map<String, List<Version>> rings, JsonNode entry) {
    JsonNode details = entry.path("details");
    List<Version> versions =
        rings.computeIfAbsent(details.path("keyring").asText(), LoggedKeys::first);
    int at = details.path("version").asInt(1) - 1;
    String actor = entry.path("actor").asText();
    switch (entry.path("action").asText()) {
      case "key-rotate" -> succeed(versions, active(versions), KeyState.DEACTIVATED);
      case "key-state" ->
          state(versions, at, KeyState.of(details.path("state").asText()).orElseThrow());
      case "key-destruction-request" -> destruction(versions, at, actor);
      case "key-destruction-approve" ->
          destruction(versions, at, versions.get(at).destruction() + "+" + actor);
      case "key-destruction-restore" -> destruction(versions, at, "");
      case "key-destroy" -> {
        if (details.path("changed").asText("true").equals("true")) {
          versions.set(at, new Version(KeyState.DESTROYED, ""));
        }
      }
      default -> throw new AssertionError("nobody does this here: " + entry);
    }
  }

  private static int active(List<Version> versions) {
    for (int at = 0; at < versions.size(); at++) {
      if (versions.get(at).state() == KeyState.ACTIVE) {
        return at;
      }
    }
    throw new AssertionError("no active version");
  }

  private static void state(List<Version> versions, int at, KeyState to) {
    KeyState from = versions.get(at).state();
    if (from == KeyState.DESTROYED || from == to) {
      return;
    }
    if (from == KeyState.ACTIVE) {
      succeed(versions, at, to);
      return;
    }
    if (to == KeyState.ACTIVE) {
      set(versions, active(versions), KeyState.DEACTIVATED);
    }
    set(versions, at, to);
  }

  private static void succeed(List<Version> versions, int at, KeyState to) {
    set(versions, at, to);
    versions.add(new Version(KeyState.ACTIVE, ""));
  }

  private static void set(List<Version> versions, int at, KeyState to) {
    versions.set(at, new Version(to, versions.get(at).destruction()));
  }

  private static void destruction(List<Version> versions, int at, String by) {
    if (versions.get(at).state() != KeyState.DESTROYED) {
      versions.set(at, new Version(versions.get(at).state(), by));
    }
  }
}
