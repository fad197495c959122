package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.verify.DirectorySource;
import dev.yinhu.accessaudit.verify.HttpSource;
import dev.yinhu.accessaudit.verify.Trust;
import dev.yinhu.accessaudit.verify.Verdict;
import dev.yinhu.accessaudit.verify.Verifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies the access log, of this installation or of any other. */
@Command(
    name = "verify",
    description = {
      "Verify an access log: signatures, every entry, every tile, the root.",
      "SOURCE is a directory or the URL of a log in the layout of C2SP tlog-tiles, such as an"
          + " export or https://HOST/audit/log; it needs no database and no secret.",
      "With --database the tables of this installation are verified instead.",
      "Exit code 1 says tampered or unverifiable; which, is in the result."
    })
final class AuditVerifyCommand implements Callable<Integer> {
  private static final String TOKEN = "YINHU_TOKEN";
  private static final long LONGEST_TOKEN = 4_096;

  private final YinhuCommand root;
  private final CommandWorld world;

  @Mixin private TrustOptions trust = new TrustOptions();

  @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "Directory or URL of the log.")
  private @Nullable String source;

  @Option(names = "--database", description = "Verify the tables of this installation.")
  private boolean database;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with a token of an auditor, for a URL; sent over https or to this machine.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--token-env",
      description = {
        "Send the token of the environment (" + TOKEN + ") to the host of SOURCE, over https.",
        "To this machine itself it is sent without asking."
      })
  private boolean tokenFromEnvironment;

  AuditVerifyCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() throws IOException {
    if (database == (source != null)) {
      throw new WrongUse("give a directory or URL, or --database");
    }
    VerdictView view = VerdictView.of(verdict(trust.read(world)));
    if (root.json()) {
      world.console().json(view);
    } else {
      view.findings().forEach(found -> world.console().line(found.text()));
      if (view.more() > 0) {
        world.console().line("… %,d more".formatted(view.more()));
      }
      world.console().line(view.summary());
    }
    return view.ok() ? 0 : 1;
  }

  private Verdict verdict(Trust trusted) throws IOException {
    var progress = new VerifyProgress(world.console(), System::nanoTime);
    if (source == null) {
      try (Session session = world.sessions().open(root.config())) {
        return session.log().verify(trusted, progress::verified);
      }
    }
    if (source.matches("(?i)https?://.*")) {
      try (HttpSource http = http(source)) {
        return Verifier.verify(http, trusted, progress::verified);
      }
    }
    Path directory = world.workingDirectory().resolve(source);
    if (!Files.isDirectory(directory)) {
      throw new WrongUse(source + " is not a directory");
    }
    return Verifier.verify(new DirectorySource(directory), trusted, progress::verified);
  }

  private HttpSource http(String url) {
    try {
      URI prefix = URI.create(url);
      return new HttpSource(prefix, token(prefix));
    } catch (IllegalArgumentException e) {
      throw new WrongUse(
          "not the URL of a log: it is https://HOST/PATH, without token or query; http without a"
              + " token or to this machine only");
    }
  }

  /** Whoever keeps another log must not get our token only because it lies in the environment. */
  private Optional<String> token(URI prefix) {
    Optional<String> given = Optional.ofNullable(world.environment().get(TOKEN));
    if (tokenFile == null) {
      boolean asked = tokenFromEnvironment || HttpSource.isLoopback(prefix);
      if (tokenFromEnvironment && given.isEmpty()) {
        throw new WrongUse("there is no " + TOKEN + " in the environment");
      }
      if (given.isPresent() && !asked) {
        world.console().note(TOKEN + " is not sent to another machine without --token-env");
      }
      return given.filter(_ -> asked);
    }
    if (tokenFromEnvironment) {
      throw new WrongUse("give --token-file or --token-env, not both");
    }
    Path path = world.workingDirectory().resolve(tokenFile);
    try {
      if (Files.size(path) > LONGEST_TOKEN) {
        throw new WrongUse(tokenFile + " is too long for a file with one token");
      }
      return Optional.of(Files.readString(path).strip());
    } catch (IOException e) {
      throw new WrongUse("cannot read a token from " + tokenFile + "; is it there?");
    }
  }
}
