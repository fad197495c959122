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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

  @Spec private @Nullable CommandSpec spec;
  @Mixin private TrustOptions trust = new TrustOptions();

  @Parameters(arity = "0..1", paramLabel = "SOURCE", description = "Directory or URL of the log.")
  private @Nullable String source;

  @Option(names = "--database", description = "Verify the tables of this installation.")
  private boolean database;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with a token of an auditor, for a URL (or environment " + TOKEN + ").")
  private @Nullable Path tokenFile;

  AuditVerifyCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() throws IOException {
    if (database == (source != null)) {
      throw wrongUse("give a directory or URL, or --database");
    }
    VerdictView view = VerdictView.of(verdict(trust.read(world)));
    if (root.json()) {
      world.console().json(view);
    } else {
      view.findings().forEach(found -> world.console().line(found.text()));
      long more = view.tampered() + view.unverifiable() - view.findings().size();
      if (more > 0) {
        world.console().line("… %,d more".formatted(more));
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
      throw wrongUse(source + " is not a directory");
    }
    return Verifier.verify(new DirectorySource(directory), trusted, progress::verified);
  }

  private HttpSource http(String url) {
    try {
      return new HttpSource(URI.create(url), token());
    } catch (IllegalArgumentException e) {
      throw wrongUse("not the URL of a log: it is http(s)://HOST/PATH, without token or query");
    }
  }

  private Optional<String> token() {
    if (tokenFile == null) {
      return Optional.ofNullable(world.environment().get(TOKEN));
    }
    Path path = world.workingDirectory().resolve(tokenFile);
    try {
      if (Files.size(path) > LONGEST_TOKEN) {
        throw new CommandException(tokenFile + " is too long for a file with one token");
      }
      return Optional.of(Files.readString(path).strip());
    } catch (IOException e) {
      throw new CommandException("cannot read a token from " + tokenFile, e);
    }
  }

  private ParameterException wrongUse(String message) {
    if (spec == null) {
      throw new IllegalStateException("used before picocli filled it");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
