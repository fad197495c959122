package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.redact.KeyedHash;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.piiscanner.source.Search;
import dev.yinhu.register.SubjectId;
import dev.yinhu.service.api.TypeMasks;
import dev.yinhu.service.callers.CallerException;
import dev.yinhu.service.config.YinhuConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where redacted copies go, and what stands in them for personal data. */
final class RedactOptions {
  private static final String STANDARD_INPUT = "-";

  /** What stands for a value. */
  enum Method {
    MASK,
    TYPE,
    HASH,
    ENCRYPT,
    FF1
  }

  @Option(
      names = "--redact",
      paramLabel = "DIR",
      description = "Write copies without personal data into this directory, new or empty.")
  private @Nullable Path directory;

  @Option(
      names = "--redact-with",
      paramLabel = "METHOD",
      description = {
        "What stands for a value: ${COMPLETION-CANDIDATES} (default: mask).",
        "encrypt and ff1 can be turned back; they need --data, --token-file and --redact-field."
      })
  private @Nullable Method method;

  @Option(
      names = "--redact-field",
      split = ",",
      paramLabel = "TYPE=FIELD",
      description = "The field of the register that values of a type are encrypted as.")
  private Map<String, String> fields = Map.of();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token of the caller in whose name values are encrypted.")
  private @Nullable Path tokenFile;

  @Mixin private final SubjectFile subject = new SubjectFile();

  boolean given() {
    return directory != null;
  }

  /** Refuses what does not fit together. */
  void check(YinhuCommand root, List<String> paths, int threads) {
    if (directory == null) {
      if (method != null || saysHowToSeal()) {
        throw new WrongUse("options of redacted copies need --redact DIR");
      }
      return;
    }
    if (paths.isEmpty() || paths.contains(STANDARD_INPUT)) {
      throw new WrongUse("--redact copies files and directories; name some");
    }
    if (threads != 1) {
      throw new WrongUse("--redact reads one file after the other; leave --threads out");
    }
    boolean whole = !fields.isEmpty() && tokenFile != null && root.data() != null;
    if (isSealing() && !whole) {
      throw new WrongUse(
          "encrypt and ff1 need the keys of an installation: give --data DIR, --token-file FILE of"
              + " a caller that may encrypt, and --redact-field TYPE=FIELD for each type");
    }
    if (!isSealing() && saysHowToSeal()) {
      throw new WrongUse(
          "--redact-field, --token-file and --subject-file go with --redact-with encrypt or ff1");
    }
  }

  private boolean saysHowToSeal() {
    return !fields.isEmpty() || tokenFile != null || subject.isGiven();
  }

  private boolean isSealing() {
    return method == Method.ENCRYPT || method == Method.FF1;
  }

  /** Writes the copies; gives the exit code. */
  int run(
      CommandWorld world,
      YinhuCommand root,
      List<String> paths,
      Search search,
      Supplier<Key> key,
      RedactRun run) {
    if (directory == null) {
      throw new IllegalStateException("used without --redact");
    }
    Path copies = world.workingDirectory().resolve(directory);
    return switch (method) {
      case null -> run.run(paths, copies, search, new TypeMasks());
      case MASK -> run.run(paths, copies, search, new TypeMasks());
      case TYPE -> run.run(paths, copies, search, Replacement.byType());
      case HASH -> run.run(paths, copies, search, new KeyedHash(key.get()));
      case ENCRYPT, FF1 -> {
        try (Session session = world.sessions().open(installation(root))) {
          yield run.run(paths, copies, search, sealing(session, world));
        }
      }
    };
  }

  /** A scan makes no installation: the keys in a new one would be of no use to anybody. */
  private static YinhuConfig installation(YinhuCommand root) {
    YinhuConfig config = root.config();
    if (!Files.isDirectory(config.data())) {
      throw new CommandException(
          "there is no installation in " + config.data() + "; give the --data of the service");
    }
    return config;
  }

  private Replacement sealing(Session session, CommandWorld world) {
    Map<PiiType, String> byType = new HashMap<>();
    fields.forEach((type, field) -> byType.put(PiiType.asked(type), field));
    if (tokenFile == null) {
      throw new IllegalStateException("checked before");
    }
    try {
      String token = TokenFile.read(world, tokenFile);
      String whose = subject.read(world).map(SubjectId::value).orElse(null);
      return session.sealing(token, byType, method == Method.FF1, whose);
    } catch (CallerException | IllegalArgumentException e) {
      throw new CommandException(String.valueOf(e.getMessage()), e);
    }
  }
}
