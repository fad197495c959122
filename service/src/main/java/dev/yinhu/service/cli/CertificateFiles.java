package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.subjectrights.certificate.CertificateCheck;
import dev.yinhu.subjectrights.certificate.CertificateCheck.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Certificates as files: written with the key to check them, and checked. */
final class CertificateFiles {
  private static final long LONGEST = 16L << 20;
  private static final String KEY_ENDING = ".vkey";

  private final YinhuCommand root;
  private final CommandWorld world;

  CertificateFiles(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  /** What is printed of a certificate that is genuine. */
  private record Told(boolean genuine, long entry, long log_size, Map<String, Object> body) {}

  /** What is printed of one that is not. */
  private record Doubted(boolean genuine, String fault) {}

  void write(Path file, String text, List<NoteKey> signers) {
    Path keyFile = file.resolveSibling(file.getFileName() + KEY_ENDING);
    try {
      Files.writeString(file, text);
      Files.write(keyFile, signers.stream().map(NoteKey::text).toList());
    } catch (IOException e) {
      throw new CommandException("cannot write " + file + "; check its directory", e);
    }
    world.console().note("written: " + file + ", its keys: " + keyFile);
  }

  /** 0 when it is genuine, 1 when not. */
  int verify(Path file, @Nullable String key, @Nullable String logKey) {
    String text = read(world.workingDirectory().resolve(file));
    List<NoteKey> issuers = keys("--key", key);
    List<NoteKey> logs = keys("--log-key", logKey);
    if (issuers.isEmpty() || logs.isEmpty()) {
      try (var session = world.sessions().open(root.config())) {
        issuers = issuers.isEmpty() ? session.cases().certificateKeys() : issuers;
        logs = logs.isEmpty() ? session.log().keys() : logs;
      }
      world.console().note("checked with keys of the installation itself");
    }
    return told(new CertificateCheck(issuers, logs).check(text));
  }

  private int told(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Genuine(var body, long entry, long size) -> {
        if (root.json()) {
          world.console().json(new Told(true, entry, size, body));
        } else {
          world.console().line("GENUINE: entry " + entry + " of a log of " + size + " holds it");
          body.forEach((name, value) -> world.console().line("  " + name + ": " + value));
        }
        yield 0;
      }
      case Verdict.Refused(String fault) -> {
        if (root.json()) {
          world.console().json(new Doubted(false, fault));
        } else {
          world.console().line("NOT GENUINE: " + fault);
        }
        yield 1;
      }
    };
  }

  private List<NoteKey> keys(String option, @Nullable String given) {
    if (given == null) {
      return List.of();
    }
    List<NoteKey> keys = new ArrayList<>();
    for (String line : text(given).lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        keys.add(key(option, line));
      }
    }
    if (keys.isEmpty()) {
      throw new WrongUse(option + " names a file without a verifier key");
    }
    return keys;
  }

  /** A verifier key has two plus signs; a file's name is not likely to. */
  private String text(String given) {
    boolean isKey = given.chars().filter(c -> c == '+').count() >= 2;
    return isKey ? given : read(world.workingDirectory().resolve(given));
  }

  private static NoteKey key(String option, String line) {
    try {
      return NoteKey.parse(line);
    } catch (IllegalArgumentException e) {
      throw new WrongUse(option + " is no verifier key: " + e.getMessage());
    }
  }

  private static String read(Path file) {
    return Optional.of(file)
        .filter(CertificateFiles::isReadable)
        .map(CertificateFiles::content)
        .orElseThrow(() -> new WrongUse("cannot read " + file + "; name a file that is there"));
  }

  private static boolean isReadable(Path file) {
    try {
      return Files.isReadable(file) && Files.isRegularFile(file) && Files.size(file) <= LONGEST;
    } catch (IOException e) {
      return false;
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new WrongUse("cannot read " + file + " as UTF-8");
    }
  }
}
