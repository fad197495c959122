package dev.yinhu.service.cli;

import dev.yinhu.accessaudit.note.NoteKey;
import dev.yinhu.accessaudit.note.NoteSigner;
import dev.yinhu.accessaudit.policy.TrustPolicy;
import dev.yinhu.accessaudit.witness.Witness;
import dev.yinhu.accessaudit.witness.WitnessKeys;
import dev.yinhu.database.AlreadyServing;
import dev.yinhu.database.DataDirectory;
import dev.yinhu.service.witness.WitnessServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a witness until the process is told to stop. */
@Command(
    name = "witness",
    description = {
      "Run a witness (C2SP tlog-witness) of one or more logs until it is told to stop.",
      "Needs nothing but its folder: no service, database or configuration. See docs/audit.md."
    })
final class AuditWitnessCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  /** What is printed when it serves. */
  record Serving(String name, List<String> verifierKeys, String address) {}

  private final YinhuCommand root;
  private final CommandWorld world;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the witness: its key, and what it signed last.")
  private Path state = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of a new witness, such as witness.example/w1.")
  private @Nullable String name;

  @Option(names = "--ml-dsa", description = "A new witness gets an ML-DSA-44 key too.")
  private boolean mlDsa;

  @Option(
      names = "--vkey",
      paramLabel = "VKEY",
      description = "Verifier key of a log that is witnessed; may be repeated.")
  private List<String> vkeys = new ArrayList<>();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Policy file (C2SP tlog-policy) whose logs are witnessed.")
  private @Nullable Path policy;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8421",
      description = "Where to listen (default: ${DEFAULT-VALUE}); port 0 takes a free one.")
  private String listen = "";

  AuditWitnessCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  @Override
  public Integer call() throws InterruptedException {
    int colon = listen.lastIndexOf(':');
    if (colon < 1 || !listen.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new WrongUse("--listen takes HOST:PORT, such as 0.0.0.0:8421");
    }
    String host = listen.substring(0, colon);
    int port = Integer.parseInt(listen.substring(colon + 1));
    if (port > MAX_PORT) {
      throw new WrongUse("--listen takes a port up to 65535");
    }
    if (name != null && !NoteKey.isName(name)) {
      throw new WrongUse("--name takes a name without spaces and '+', such as witness.example/w1");
    }
    List<NoteKey> logs = logs();
    Path folder = world.workingDirectory().resolve(state);
    if (name == null && !WitnessKeys.areIn(folder)) {
      throw new WrongUse("a new witness needs --name, such as witness.example/w1");
    }
    var directory = DataDirectory.open(folder);
    try (var _ = directory.lockForServing()) {
      // Behind the lock: two first starts at once would make two keys and keep one.
      List<NoteSigner> signers =
          WitnessKeys.open(directory.path(), Optional.ofNullable(name), mlDsa, new SecureRandom());
      serve(new Witness(signers, logs, directory.path(), world.clock()), host, port);
    } catch (AlreadyServing e) {
      throw new CommandException(
          "another witness%s works in %s; stop it first, or choose another folder with --state"
              .formatted(e.pid() > 0 ? " (process " + e.pid() + ")" : "", directory),
          e);
    }
    return 0;
  }

  private void serve(Witness witness, String host, int port) throws InterruptedException {
    try (var _ = world.stop().listen();
        var server = WitnessServer.start(witness, host, port)) {
      tell(witness, host + ":" + server.port());
      world.stop().await();
    }
  }

  private List<NoteKey> logs() {
    try {
      List<NoteKey> logs = new ArrayList<>(vkeys.stream().map(TrustOptions::logKey).toList());
      if (policy != null) {
        String text = Files.readString(world.workingDirectory().resolve(policy));
        TrustPolicy.parse(text).logs().forEach(log -> logs.add(log.key()));
      }
      if (logs.isEmpty()) {
        throw new WrongUse("name a log with --vkey VKEY, or some with --policy FILE");
      }
      return logs;
    } catch (IllegalArgumentException e) {
      throw new WrongUse("the logs cannot be read: " + e.getMessage());
    } catch (IOException e) {
      throw new WrongUse("the policy cannot be read: " + e);
    }
  }

  private void tell(Witness witness, String address) {
    List<String> keys = witness.keys().stream().map(NoteKey::text).toList();
    String called = witness.keys().getFirst().name();
    if (root.json()) {
      world.console().json(new Serving(called, keys, address));
      return;
    }
    keys.forEach(key -> world.console().line(key));
    world.console().note("witness " + called + " serves on " + address);
  }
}
