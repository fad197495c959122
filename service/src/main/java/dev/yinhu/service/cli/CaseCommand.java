package dev.yinhu.service.cli;

import dev.yinhu.register.FieldRef;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.WireName;
import dev.yinhu.service.api.CaseDesk;
import dev.yinhu.service.api.PreviewView;
import dev.yinhu.subjectrights.CaseType;
import dev.yinhu.subjectrights.Channel;
import dev.yinhu.subjectrights.RequesterKind;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CaseFilter;
import dev.yinhu.subjectrights.cases.CaseState;
import dev.yinhu.subjectrights.cases.CaseWish;
import dev.yinhu.subjectrights.cases.HandOutcome;
import dev.yinhu.subjectrights.clock.ExtensionReason;
import dev.yinhu.subjectrights.correction.NewValue;
import dev.yinhu.subjectrights.refusal.RefusalCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Requests of people from the command line; changes are in the access log as over HTTP. */
@Command(
    name = "case",
    description = {
      "Requests of people for their data: copy, correction, deletion and the rest.",
      "Commands bring, show and decide; a running service does the work."
    })
final class CaseCommand implements Runnable {
  private static final String ID = "Name of a request, such as R-4T7KX-09QZM-3HV8B-C2NPD.";
  private static final String OPENED_BY = "command-line";

  private final YinhuCommand root;
  private final CommandWorld world;
  private final CaseScreen screen;
  private final CertificateFiles certificates;

  CaseCommand(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
    this.screen = new CaseScreen(world.console());
    this.certificates = new CertificateFiles(root, world);
  }

  static CommandLine tree(YinhuCommand root, CommandWorld world) {
    return new CommandLine(new CaseCommand(root, world))
        .addSubcommand(new CaseIndicatorsCommand(root, world))
        .addSubcommand(new CaseReplayCommand(root, world));
  }

  @Override
  public void run() {
    throw new WrongUse("name a command");
  }

  @Command(name = "open", description = "Bring a request; its work begins after verify-person.")
  int open(
      @Option(names = "--type", required = true, description = "copy, delete, correct and others.")
          String type,
      @Option(names = "--requester", defaultValue = "subject", description = "Who asks.")
          String requester,
      @Option(names = "--channel", defaultValue = "other", description = "By which way.")
          String channel,
      @Option(names = "--purpose", description = "With withdraw: the purpose of the consent.")
          @Nullable String purpose,
      @Option(
              names = "--field",
              description = {
                "With restrict: of which field; repeat it.",
                "With correct and supplement: the field, whose new value --value-file has."
              })
          @Nullable List<String> fields,
      @Mixin ValueFile value,
      @Mixin SubjectFile subject) {
    CaseType wanted = word(CaseType.class, type, "--type");
    RequesterKind kind = word(RequesterKind.class, requester, "--requester");
    Channel way = word(Channel.class, channel, "--channel");
    if ((wanted == CaseType.WITHDRAW) != (purpose != null)) {
      throw new WrongUse("give --purpose with --type withdraw, and with no other");
    }
    List<FieldRef> named =
        Optional.ofNullable(fields).orElse(List.of()).stream().map(CaseCommand::field).toList();
    checkFields(wanted, named, value);
    List<String> places =
        fields == null
            ? Optional.ofNullable(purpose).map(CaseCommand::word).stream().toList()
            : named.stream().map(FieldRef::text).toList();
    Optional<NewValue> to =
        value.isGiven() ? Optional.of(value.read(world, named.getFirst())) : Optional.empty();
    SubjectId person = subject.read(world).orElseThrow(() -> new WrongUse("give --subject-file"));
    return with(desk -> {
      Case made = desk.receive(new CaseWish(wanted, person, kind, way, OPENED_BY), places);
      to.ifPresent(what -> desk.keep(made, what));
      return show(desk, made);
    });
  }

  private static void checkFields(CaseType type, List<FieldRef> fields, ValueFile value) {
    boolean corrects = type == CaseType.CORRECT || type == CaseType.SUPPLEMENT;
    if (corrects ? (fields.size() == 1) != value.isGiven() : value.isGiven()) {
      throw new WrongUse(
          "give one --field and --value-file together, with --type correct or supplement");
    }
    if (!fields.isEmpty() && !corrects && type != CaseType.RESTRICT) {
      throw new WrongUse("give --field with --type restrict, correct or supplement");
    }
    if (corrects && fields.size() > 1) {
      throw new WrongUse("a correction is about one --field");
    }
  }

  private static FieldRef field(String text) {
    try {
      return FieldRef.parse(text);
    } catch (IllegalArgumentException e) {
      throw new WrongUse("--field: name it as DATASET.COLLECTION.FIELD");
    }
  }

  private static String word(String purpose) {
    try {
      return new Purpose(purpose).key();
    } catch (IllegalArgumentException e) {
      throw new WrongUse("--purpose: " + e.getMessage());
    }
  }

  @Command(name = "list", description = "Requests, the newest first.")
  int list(
      @Option(names = "--state", description = "Only those in this state.") @Nullable String state,
      @Option(names = "--open", description = "Only those that have not ended.") boolean open,
      @Option(names = "--limit", defaultValue = "50", description = "How many at most.")
          int limit) {
    if (limit < 1 || limit > CaseFilter.MOST) {
      throw new WrongUse("--limit is 1 to " + CaseFilter.MOST);
    }
    Optional<CaseState> wanted =
        Optional.ofNullable(state).map(text -> word(CaseState.class, text, "--state"));
    CaseFilter filter = new CaseFilter(open, Optional.empty(), wanted, Optional.empty(), limit);
    return with(desk -> {
      desk.list(filter)
          .forEach(one -> {
            if (root.json()) {
              world.console().json(desk.view(one, true));
            } else {
              screen.line(one);
            }
          });
      return 0;
    });
  }

  @Command(name = "show", description = "A request with its deadlines, history and work.")
  int show(@Parameters(paramLabel = "ID", description = ID) String id) {
    return of(id, (_, known) -> known);
  }

  @Command(
      name = "preview",
      description = "What the deletion of the request's person would do now. Changes nothing.")
  int preview(@Parameters(paramLabel = "ID", description = ID) String id) {
    return with(desk -> {
      PreviewView view = desk.preview(known(desk, id));
      if (root.json()) {
        world.console().json(view);
      } else {
        screen.preview(view);
      }
      return view.complete() ? 0 : 1;
    });
  }

  @Command(name = "package", description = "Write the package of a copy, a sealed ZIP archive.")
  int takePackage(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to.")
          Path out) {
    return with(desk -> {
      Path file = world.workingDirectory().resolve(out);
      try (OutputStream to = Files.newOutputStream(file)) {
        if (!desk.takePackage(known(desk, id), to)) {
          throw new CommandException("the request has no package, not yet, or not any more");
        }
      } catch (IOException e) {
        throw new CommandException("cannot write " + file + "; check its directory", e);
      }
      world.console().note("written: " + file + "; its passphrase: yinhu case passphrase");
      return 0;
    });
  }

  @Command(
      name = "passphrase",
      description = {
        "Tell the passphrase of a copy's package, once.",
        "Hand it to the person on another way than the package."
      })
  int passphrase(@Parameters(paramLabel = "ID", description = ID) String id) {
    return with(desk -> {
      String told =
          desk.passphrase(known(desk, id))
              .orElseThrow(
                  () -> new CommandException("there is no package, or it was told already, once"));
      if (root.json()) {
        world.console().json(Map.of("passphrase", told));
      } else {
        world.console().line(told);
      }
      return 0;
    });
  }

  @Command(name = "certificate", description = "The certificate of what was done, a signed note.")
  int certificate(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Write it there, and the key that it is checked with beside it.")
          @Nullable Path out) {
    return with(desk -> {
      String text =
          desk.certificate(known(desk, id))
              .orElseThrow(
                  () -> new CommandException("the request has no certificate, or not yet"));
      if (out == null) {
        world.console().out().print(text);
      } else {
        certificates.write(world.workingDirectory().resolve(out), text, desk.certificateKeys());
      }
      return 0;
    });
  }

  @Command(
      name = "verify",
      description = {
        "Check a certificate without any service or database.",
        "Without keys, those of the installation in --data are taken, which proves less: it could"
            + " have been signed by whoever has it."
      })
  int verify(
      @Parameters(paramLabel = "FILE", description = "The certificate.") Path file,
      @Option(
              names = "--key",
              paramLabel = "KEY|FILE",
              description = "Verifier key of certificates, from GET /v1/certificate-key.")
          @Nullable String key,
      @Option(
              names = "--log-key",
              paramLabel = "KEY|FILE",
              description = "Verifier key of the access log, from GET /audit/log/vkey.")
          @Nullable String logKey) {
    return certificates.verify(file, key, logKey);
  }

  @Command(
      name = "verify-person",
      description = "You have looked at the proof of who asks: the work begins.")
  int verifyPerson(@Parameters(paramLabel = "ID", description = ID) String id) {
    return of(id, (desk, known) -> desk.verified(known.id(), "by-hand"));
  }

  @Command(
      name = "relation",
      description = {
        "You have looked at the proof of a guardian, near relative or agent.",
        "Where it suffices, the work begins; an agent's or guardian's copy or deletion waits for"
            + " the code to the person's contact too."
      })
  int relation(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(
              names = "--accepted",
              required = true,
              arity = "1",
              paramLabel = "true|false",
              description = "Whether it shows that they may ask.")
          boolean accepted,
      @Option(
              names = "--code",
              required = true,
              description = "Why, a code, as household-register or unreadable.")
          String code) {
    if (!code.matches("[a-z][a-z0-9-]{0,62}")) {
      throw new WrongUse("--code is a code of lower case letters, digits and hyphens");
    }
    return of(id, (desk, known) -> desk.related(known, accepted, code));
  }

  @Command(name = "cancel", description = "Take a request back.")
  int cancel(@Parameters(paramLabel = "ID", description = ID) String id) {
    return of(id, (desk, known) -> desk.cancel(known.id(), "staff"));
  }

  @Command(name = "refuse", description = "Refuse a request, with a reason that the law knows.")
  int refuse(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--reason", required = true, description = "A code, as excessive.")
          String reason) {
    RefusalCode code = word(RefusalCode.class, reason, "--reason");
    return of(id, (desk, known) -> desk.refuse(known.id(), code));
  }

  @Command(
      name = "retry",
      description = "Have the step in trouble tried again, or look anew at what deferred it.")
  int retry(@Parameters(paramLabel = "ID", description = ID) String id) {
    return of(id, CaseDesk::retry);
  }

  @Command(name = "answer", description = "Answer for the step that waits for somebody.")
  int answer(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--outcome", required = true, description = "done, not-found, exception.")
          String outcome,
      @Option(
              names = "--evidence",
              required = true,
              description = "A code, a file number or a hash; nothing in words.")
          String evidence) {
    HandOutcome code = word(HandOutcome.class, outcome, "--outcome");
    return of(id, (desk, known) -> desk.answer(known.id(), code, evidence));
  }

  @Command(name = "ask", description = "The person was asked for something; the clocks stand.")
  int ask(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--for", required = true, description = "A code, as which-orders.")
          String code) {
    if (!code.matches("[a-z][a-z0-9-]{0,63}")) {
      throw new WrongUse("--for is a code of lower case letters, digits and hyphens");
    }
    return of(id, (desk, known) -> desk.asked(known.id(), code));
  }

  @Command(name = "answered", description = "The person answered; the clocks go on.")
  int answered(@Parameters(paramLabel = "ID", description = ID) String id) {
    return of(id, (desk, known) -> desk.answered(known.id()));
  }

  @Command(
      name = "extend",
      description = {
        "It takes longer: have the person told; it counts when the notice has arrived in time.",
        "With --evidence they were told by hand, by letter or telephone, and it counts at once."
      })
  int extend(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--reason", required = true, description = "complex or many-requests.")
          String reason,
      @Option(names = "--evidence", description = "A code or file number; nothing in words.")
          @Nullable String evidence) {
    ExtensionReason code = word(ExtensionReason.class, reason, "--reason");
    if (evidence != null && !evidence.matches("[A-Za-z0-9._:+/=*-]{1,200}")) {
      throw new WrongUse("--evidence is a code, a file number or a hash");
    }
    return of(id, (desk, known) -> desk.extended(known, code, Optional.ofNullable(evidence)));
  }

  private int of(String id, BiFunction<CaseDesk, Case, Case> action) {
    return with(desk -> show(desk, action.apply(desk, known(desk, id))));
  }

  private static Case known(CaseDesk desk, String id) {
    return desk.find(id)
        .orElseThrow(() -> new CommandException("there is no such request; see yinhu case list"));
  }

  private int show(CaseDesk desk, Case known) {
    if (root.json()) {
      world.console().json(desk.view(known, true));
    } else {
      screen.whole(desk.view(known, true));
    }
    return 0;
  }

  private int with(Function<CaseDesk, Integer> work) {
    try (var session = world.sessions().open(root.config())) {
      return work.apply(session.cases());
    } catch (RightsException | IllegalArgumentException e) {
      throw new CommandException("nothing was changed: " + e.getMessage());
    }
  }

  private static <E extends Enum<E> & WireName> E word(Class<E> words, String text, String option) {
    return CaseDesk.word(words, text)
        .orElseThrow(() ->
            new WrongUse(
                option
                    + " is one of "
                    + Arrays.stream(words.getEnumConstants())
                        .map(WireName::wire)
                        .collect(Collectors.joining(", "))));
  }
}
