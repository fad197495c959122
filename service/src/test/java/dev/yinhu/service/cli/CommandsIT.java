package dev.yinhu.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.accessaudit.Reason;
import dev.yinhu.accessaudit.publish.RestoreAcceptance;
import dev.yinhu.breachresponse.Order;
import dev.yinhu.crypto.Drained;
import dev.yinhu.crypto.Epochs;
import dev.yinhu.crypto.RootKeyFile;
import dev.yinhu.crypto.root.SealKind;
import dev.yinhu.database.Database;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.redact.Replacement;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.RegisterStore;
import dev.yinhu.register.StoredRegister;
import dev.yinhu.register.Suite;
import dev.yinhu.service.api.BreachDesk;
import dev.yinhu.service.api.CaseDesk;
import dev.yinhu.service.api.KeyDesk;
import dev.yinhu.service.api.RetentionDesk;
import dev.yinhu.service.api.SearchDesk;
import dev.yinhu.service.api.SignalDesk;
import dev.yinhu.service.api.SinkDesk;
import dev.yinhu.service.backup.BackupRun;
import dev.yinhu.service.callers.CallerSummary;
import dev.yinhu.service.callers.Callers;
import dev.yinhu.service.callers.Role;
import dev.yinhu.service.callers.Token;
import dev.yinhu.tableprotection.TableProtection;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandsIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir private Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private TestDatabase database;

  @BeforeAll
  void open() {
    database = TestDatabase.create("service", "register");
  }

  @AfterAll
  void close() {
    database.close();
  }

  @BeforeEach
  void forget() {
    database.jdbi().useHandle(handle -> handle.execute("truncate service.caller cascade"));
    environment.clear();
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    var console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    var world =
        new CommandWorld(
            console,
            directory,
            environment,
            () -> NOW,
            Set.of(Suite.AES256_GCM),
            config -> new RootKeyFile(config.rootKeyFile()),
            _ -> session(),
            _ -> {
              throw new CommandException("cannot listen on 127.0.0.1:8420");
            },
            new StopSignal());
    return CommandRun.of(world, arguments);
  }

  private Session session() {
    return new Session() {
      @Override
      public CaseDesk cases() {
        throw new AssertionError("no request of a person is looked at");
      }

      @Override
      public BreachDesk breach() {
        throw new AssertionError("no incident is looked at");
      }

      @Override
      public Order order(Optional<String> token) {
        throw new AssertionError("nothing is done for an incident");
      }

      @Override
      public SignalDesk signals() {
        throw new AssertionError("these commands decide about no signal");
      }

      @Override
      public Replacement sealing(
          String token, Map<PiiType, String> fields, boolean keepShape, @Nullable String subject) {
        throw new AssertionError("RedactIT encrypts");
      }

      @Override
      public TableProtection tableProtection() {
        throw new AssertionError("these commands protect no table");
      }

      @Override
      public SinkDesk sinks() {
        throw new AssertionError("these commands touch no sink");
      }

      @Override
      public RetentionDesk retention() {
        throw new AssertionError("these commands prune nothing");
      }

      private final Callers callers = new Callers(database.jdbi(), new SecureRandom(), () -> NOW);

      @Override
      public List<CallerSummary> callers() {
        return callers.list();
      }

      @Override
      public Token addCaller(String name, Role role, Optional<Instant> expiry) {
        return callers.add(name, role, expiry);
      }

      @Override
      public int revokeCaller(String name, boolean keepNewest) {
        return callers.revoke(name, keepNewest);
      }

      @Override
      public Optional<StoredRegister> register() {
        return new RegisterStore(database.jdbi()).current();
      }

      @Override
      public StoredRegister applyRegister(List<RegisterSource> sources) {
        return new RegisterStore(database.jdbi()).apply(sources, "test", () -> NOW);
      }

      @Override
      public RootKeyFile.Moved sealRootKey(RootKeyMove move) {
        return new RootKeyFile.Moved(
            directory.resolve("root.key"), SealKind.FILE, move.to(), "0123456789abcdef");
      }

      @Override
      public KeyDesk keys() {
        throw new UnsupportedOperationException("KeyCommandsIT runs the commands about keys");
      }

      @Override
      public KeyDesk keysAs(String token) {
        return keys();
      }

      @Override
      public Epochs epochs() {
        throw new CommandException("no keys here");
      }

      @Override
      public BackupRun.Done backUp(Supplier<BackupRun.Done> work) {
        throw new CommandException("nothing to back up here");
      }

      @Override
      public Optional<RestoreAcceptance.Pending> refusedLog() {
        return Optional.empty();
      }

      @Override
      public RestoreAcceptance.Accepted acceptRestore(
          RestoreAcceptance.Pending pending, Reason reason) {
        throw new CommandException("nothing to accept here");
      }

      @Override
      public int rotateEpoch() {
        throw new CommandException("no keys here");
      }

      @Override
      public Drained drainEpochs(LongConsumer progress) {
        throw new CommandException("no keys here");
      }

      @Override
      public SearchDesk search() {
        throw new UnsupportedOperationException("AuditSearchCommandIT searches");
      }

      @Override
      public CommandLog log() {
        throw new UnsupportedOperationException("AuditSearchCommandIT searches");
      }

      @Override
      public Database database() {
        return database.database();
      }

      @Override
      public void close() {
        // The database is closed by the test.
      }
    };
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Map<?, ?> json() throws Exception {
    return JSON.readValue(printed(), Map.class);
  }

  @Test
  void callerAddPrintsNameAndTokenAsJson() throws Exception {
    assertThat(run("caller", "add", "order-service", "--role", "service", "--json")).isZero();

    assertThat(json().get("name")).isEqualTo("order-service");
    assertThat((String) json().get("token")).matches("yht_[A-Za-z0-9_-]{43}");
    assertThat(complained()).isEmpty();
  }

  @Test
  void callerAddTakesAnExpiryInThreeWays() throws Exception {
    for (String expiry : new String[] {"1d", "24h", "2026-03-02T08:00:00Z"}) {
      assertThat(run("caller", "add", "job", "--role", "service", "--expires", expiry, "--json"))
          .isZero();
      assertThat(json().get("expires")).isEqualTo("2026-03-02T08:00:00Z");
    }
    assertThat(run("caller", "add", "job", "--role", "service", "--expires", "soon")).isEqualTo(2);
  }

  @Test
  void callersAreListedAndRevoked() {
    run("caller", "add", "job", "--role", "service");
    run("caller", "add", "job", "--role", "service");

    assertThat(run("caller", "list")).isZero();
    assertThat(printed()).contains("job").contains("service").contains("2 active");
    assertThat(run("caller", "revoke", "job", "--keep-newest")).isZero();
    assertThat(printed()).isEqualToIgnoringNewLines("revoked 1 token");
    assertThat(run("caller", "revoke", "job", "--json")).isZero();
    assertThat(printed()).isEqualToIgnoringNewLines("{\"name\":\"job\",\"revoked\":1}");
  }

  @Test
  void aFailureIsOneLineAndExitCodeOne() {
    assertThat(run("caller", "revoke", "nobody")).isOne();
    assertThat(complained()).startsWith("yinhu: there is no caller of that name").hasLineCount(1);
    assertThat(run("serve")).isOne();
    assertThat(complained()).isEqualToIgnoringNewLines("yinhu: cannot listen on 127.0.0.1:8420");
    assertThat(run("serve", "--debug")).isOne();
    assertThat(complained()).contains("at dev.yinhu.service.cli");
  }

  @Test
  void aFailureIsAnObjectForPrograms() throws Exception {
    assertThat(run("caller", "revoke", "nobody", "--json")).isOne();
    assertThat(json().get("ok")).isEqualTo(false);
    assertThat((String) json().get("error")).startsWith("there is no caller of that name");
    assertThat(complained()).startsWith("yinhu: there is no caller of that name");
    assertThat(run("caller", "revoke", "--json")).isEqualTo(2);
    assertThat((String) json().get("error")).contains("see yinhu caller revoke --help");
    assertThat(run("no-such-command", "--json")).isEqualTo(2);
    assertThat(json().get("ok")).isEqualTo(false);
  }

  @Test
  void registerChangesAreToldBeforeAndWhenTheyAreApplied() throws Exception {
    String text =
        """
        dataset:
          - fides_key: shop
            collections:
              - name: users
                yinhu: {subject: id}
                fields:
                  - {name: id}
                  - name: phone
                    data_categories: [user.contact.phone_number]
                    yinhu: {protect: {suite: AES256_GCM, index: %s}}
        """;
    Files.writeString(directory.resolve("one.yaml"), text.formatted("true"));
    Files.writeString(directory.resolve("two.yaml"), text.formatted("{bits: 20}"));
    assertThat(run("register", "apply", "one.yaml")).isZero();

    assertThat(run("register", "check", "two.yaml")).isZero();
    assertThat(printed()).doesNotContain("unfindable-change");
    assertThat(run("register", "check", "--changes", "two.yaml")).isZero();
    assertThat(printed()).contains("two.yaml:8", "[unfindable-change]", "POST /v1/index");
    assertThat(run("register", "apply", "two.yaml")).isZero();
    assertThat(printed()).contains("[unfindable-change]", "is applied as version");
    assertThat(run("register", "apply", "two.yaml")).isZero();
    assertThat(printed()).doesNotContain("[unfindable-change]");
  }

  @Test
  void wrongUseIsExitCodeTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("caller")).isEqualTo(2);
    assertThat(run("caller", "add", "job")).isEqualTo(2);
    assertThat(complained()).contains("--role").contains("see yinhu caller add --help");
    assertThat(run("caller", "add", "job", "--role", "king")).isEqualTo(2);
    assertThat(run("caller", "add", "a b", "--role", "dpo")).isEqualTo(2);
    assertThat(run("sevre")).isEqualTo(2);
    assertThat(complained()).contains("serve");
    assertThat(run("register", "check")).isEqualTo(2);
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        new String[] {
          "",
          "serve",
          "register",
          "register check",
          "register apply",
          "register plan-index",
          "caller",
          "caller add",
          "caller list",
          "caller revoke",
          "backup",
          "restore",
          "key",
          "key rotate-epoch"
        }) {
      assertThat(run((command + " --help").strip().split(" "))).as(command).isZero();
      assertThat(printed()).contains("Usage: yinhu").contains("--json").contains("--data");
    }
  }

  @Test
  void allProblemsOfTheConfigurationArePrinted() throws Exception {
    Files.writeString(directory.resolve("yinhu.yaml"), "http:\n  prot: 1\n  host: 'a b'\n");
    environment.put("YINHU_HTTP_PORT", "x");

    assertThat(run("caller", "list")).isOne();

    Files.delete(directory.resolve("yinhu.yaml"));
    assertThat(complained())
        .contains("yinhu.yaml:2: http.prot")
        .contains("yinhu.yaml:3: http.host")
        .contains("YINHU_HTTP_PORT: http.port")
        .contains("the configuration has 3 problems");
  }

  @Test
  void aMissingConfigurationFileIsTold() {
    assertThat(run("caller", "list", "--config", "nowhere.yaml")).isOne();
    assertThat(complained()).contains("cannot read the configuration file nowhere.yaml");
  }

  @Test
  void registerCheckPrintsEveryProblem() throws Exception {
    Files.writeString(
        directory.resolve("bad.yaml"), "dataset:\n  - fides_key: 'a b'\n    collections: 7\n");

    assertThat(run("register", "check", "bad.yaml")).isOne();
    assertThat(printed()).contains("bad.yaml:").contains("nothing was applied");
    assertThat(run("register", "check", "bad.yaml", "--json")).isOne();
    assertThat(json().get("ok")).isEqualTo(false);
    assertThat(run("register", "apply", "bad.yaml", "--json")).isOne();
    Files.writeString(directory.resolve("cut.yaml"), "\n");
    assertThat(run("register", "apply", "cut.yaml")).isOne();
    assertThat(run("register", "check", "nowhere.yaml")).isOne();
    assertThat(complained()).contains("cannot read nowhere.yaml");
  }

  @Test
  void planIndexSaysTheSafeRangeAndItsCost() throws Exception {
    assertThat(run("register", "plan-index", "--rows", "100000")).isZero();
    assertThat(printed()).contains("safe: 9 to 15 bits; recommended: 15");

    assertThat(run("register", "plan-index", "--rows", "100000", "--json")).isZero();
    var planned = JSON.readTree(printed());
    assertThat(planned.get("lowest").intValue()).isEqualTo(9);
    assertThat(planned.get("choices")).hasSize(7);
    assertThat(planned.get("choices").get(0).get("falsePositives").doubleValue())
        .isBetween(195.0, 196.0);
  }

  @Test
  void planIndexSaysWhenNoIndexIsSafe() {
    assertThat(run("register", "plan-index", "--rows", "15")).isOne();
    assertThat(printed()).contains("leave the index out");
    assertThat(run("register", "plan-index", "--rows", "10", "--distinct", "11")).isEqualTo(2);
    assertThat(run("register", "plan-index")).isEqualTo(2);
  }

  @Test
  void registerApplyStoresAVersion() throws Exception {
    Files.writeString(
        directory.resolve("good.yaml"),
        """
        organization:
          - fides_key: shop
            name: Shop
        """);

    assertThat(run("register", "check", "good.yaml")).isZero();
    assertThat(run("register", "apply", "good.yaml", "--json")).isZero();
    Object version = json().get("version");
    assertThat(version).isInstanceOf(Integer.class);
    assertThat(run("register", "apply", "good.yaml")).isZero();
    assertThat(printed()).contains("applied as version " + version);
  }
}
