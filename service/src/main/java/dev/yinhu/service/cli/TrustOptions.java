package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.checkpoint.Checkpoint;
import dev.yinhu.accessaudit.note.KeyType;
import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.SignedNote;
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
    return since == null ? trust : trust.since(checkpoint(since, text(world, since)));
  }

  private static String checkpoint(Path file, String text) {
    try {
      Checkpoint.parse(SignedNote.parse(text).text());
      return text;
    } catch (IllegalArgumentException e) {
      throw new WrongUse(file + " is not a signed checkpoint: " + e.getMessage());
    }
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
      lines(world, key).forEach(line -> parsed.add(logKey(line)));
    }
    if (parsed.isEmpty()) {
      throw new WrongUse("there is no verifier key in the file that --vkey names");
    }
    return Trust.ofKeys(parsed);
  }

  /** A verifier key has two plus signs; a file's name is not likely to. */
  private List<String> lines(CommandWorld world, String keyOrFile) {
    return keyOrFile.split("\\+", 3).length == 3
        ? List.of(keyOrFile)
        : text(world, Path.of(keyOrFile)).lines().filter(line -> !line.isBlank()).toList();
  }

  /**
   * Reads the verifier key of a log. A log may have an ML-DSA-44 key of a cosignature type; Ed25519
   * ones of that type are of witnesses only (C2SP tlog-cosignature).
   *
   * @throws WrongUse when it is none
   */
  static NoteKey logKey(String line) {
    NoteKey key;
    try {
      key = NoteKey.parse(line.strip());
    } catch (IllegalArgumentException e) {
      throw new WrongUse("not a verifier key: " + e.getMessage());
    }
    if (key.type() == KeyType.ED25519_COSIGNATURE) {
      throw new WrongUse(
          "%s is the key of a witness: put it into a policy (--policy); --vkey takes a log's key"
              .formatted(key.name()));
    }
    return key;
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
