package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import dev.yinhu.accessaudit.verify.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the person who verifies brings along: keys or a policy, and an earlier checkpoint. */
final class TrustOptions {
  private static final long LONGEST = 1_000_000;

  @Option(
      names = "--vkey",
      paramLabel = "KEY|FILE",
      description = {
        "Verifier key of the log, or a file with such keys, one a line; may be repeated.",
        "Take it from where you trust it, not from the log itself."
      })
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Logs, witnesses and quorum (C2SP tlog-policy), instead of --vkey.")
  private @Nullable Path policy;

  @Option(
      names = "--since",
      paramLabel = "FILE",
      description = "An earlier checkpoint that you kept; the log must begin with its tree.")
  private @Nullable Path since;

  @Option(
      names = "--pruned-below",
      paramLabel = "INDEX",
      description = "Entries below this index may be pruned, whatever the log declares.")
  private long prunedBelow;

  /**
   * Reads the files.
   *
   * @throws WrongUse when one cannot be read or is not what it should be
   */
  Trust read(CommandWorld world) {
    if (prunedBelow < 0 || (policy != null && !keys.isEmpty())) {
      throw new WrongUse(
          "give --vkey or --policy, not both, and --pruned-below with a number from 0");
    }
    Trust trust = signers(world).prunedBelow(prunedBelow);
    return since == null ? trust : trust.since(text(world, since));
  }

  private Trust signers(CommandWorld world) {
    if (policy != null) {
      try {
        return Trust.of(TrustPolicy.parse(text(world, policy)));
      } catch (IllegalArgumentException e) {
        throw new WrongUse(policy + " is not a policy: " + e.getMessage());
      }
    }
    if (keys.isEmpty()) {
      return Trust.none();
    }
    List<NoteKey> parsed = new ArrayList<>();
    for (String key : keys) {
      lines(world, key).forEach(line -> parsed.add(key(line)));
    }
    return Trust.ofKeys(parsed);
  }

  /** A verifier key has two plus signs; a file's name is not likely to. */
  private List<String> lines(CommandWorld world, String keyOrFile) {
    return keyOrFile.split("\\+", 3).length == 3
        ? List.of(keyOrFile)
        : text(world, Path.of(keyOrFile)).lines().filter(line -> !line.isBlank()).toList();
  }

  private NoteKey key(String line) {
    try {
      return NoteKey.parse(line.strip());
    } catch (IllegalArgumentException e) {
      throw new WrongUse("not a verifier key: " + e.getMessage());
    }
  }

  private String text(CommandWorld world, Path file) {
    Path path = world.workingDirectory().resolve(file);
    try {
      if (Files.size(path) > LONGEST) {
        throw new WrongUse(file + " is too long");
      }
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new WrongUse("cannot read " + file + "; is it there?");
    }
  }
}
