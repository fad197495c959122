package dev.yinhu.service.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The demo's callers and their tokens, kept in {@code demo-tokens.json} of the data directory,
 * readable by its owner only, so that the demo can be gone on with from the shell.
 */
final class DemoTokens {
  private static final String FILE = "demo-tokens.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Map.Entry<String, Role>> CALLERS =
      List.of(
          Map.entry("order-service", Role.SERVICE),
          Map.entry("support-desk", Role.SERVICE),
          Map.entry("marketing-job", Role.SERVICE),
          Map.entry("analysis-job", Role.SERVICE),
          Map.entry("dpo", Role.DPO),
          Map.entry("auditor", Role.AUDITOR),
          Map.entry("admin", Role.ADMIN));

  private final Path data;
  private final Path file;

  DemoTokens(Path data) {
    this.data = data;
    this.file = data.resolve(FILE);
  }

  Path path() {
    return file;
  }

  /** The tokens of the last run, completed by new ones for callers that have none. */
  Map<String, String> ensure(Session session) {
    Map<String, String> tokens = new LinkedHashMap<>(known());
    boolean added = false;
    for (Map.Entry<String, Role> caller : CALLERS) {
      if (!tokens.containsKey(caller.getKey())) {
        String token =
            session.addCaller(caller.getKey(), caller.getValue(), Optional.empty()).reveal();
        tokens.put(caller.getKey(), token);
        added = true;
      }
    }
    if (added) {
      write(tokens);
    }
    return tokens;
  }

  private Map<String, String> known() {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return JSON.readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
    } catch (IOException e) {
      throw new DemoException("cannot read " + file + ": delete it to get new tokens", e);
    }
  }

  private void write(Map<String, String> tokens) {
    try {
      DataDirectory.open(data)
          .writePrivate(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tokens));
    } catch (JsonProcessingException e) {
      throw new DemoException("the tokens cannot be written as JSON", e);
    }
  }
}
