package dev.yinhu.subjectrights.copy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.yinhu.fieldaccess.Requester;
import dev.yinhu.register.CallerName;
import dev.yinhu.register.DeclaredField;
import dev.yinhu.register.Register;
import dev.yinhu.register.SubjectId;
import dev.yinhu.register.graph.DataGraph;
import dev.yinhu.register.graph.Node;
import dev.yinhu.subjectrights.CaseId;
import dev.yinhu.subjectrights.RightsException;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.Facts;
import dev.yinhu.subjectrights.cases.StepResult;
import dev.yinhu.subjectrights.connect.Answer;
import dev.yinhu.subjectrights.connect.StoredRow;
import dev.yinhu.subjectrights.erasure.TombstoneBook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Makes one package. For one thread, once. */
final class CopyMaking {
  private static final CallerName CALLER = TombstoneBook.CALLER;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private final CopyGround ground;
  private final Case subject;
  private final Register register;
  private final CopyRows rows;
  private final SubjectId person;
  private final List<CopiedCollection> collections = new ArrayList<>();

  CopyMaking(CopyGround ground, Case subject) {
    this.ground = ground;
    this.subject = subject;
    this.register = ground.register().get();
    this.person = person(ground, subject.id());
    this.rows =
        new CopyRows(
            ground.access(),
            new Requester(CALLER, subject.id().text()),
            ground.duty(),
            person,
            new OwnWords(ground.engine().get()),
            ground.strong().test(subject));
  }

  static SubjectId person(CopyGround ground, CaseId id) {
    return ground
        .persons()
        .of(id)
        .orElseThrow(() -> new RightsException("case " + id + " has ended: nothing is left to do"));
  }

  StepResult make() throws IOException {
    Instant now = ground.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    PackageStore store = new PackageStore(ground.jdbi());
    store.begin(subject.id(), now, now.plus(ground.lifetime()));
    Passphrase passphrase = Passphrase.random(ground.random());
    try {
      HashedStream out = new HashedStream(store.pieces(subject.id()));
      Facts facts = write(out, passphrase, now);
      store.complete(
          subject.id(),
          out.hash(),
          ground.seal().seal(passphrase.bytes(), Packages.label(subject.id())));
      return new StepResult.Done(facts.with("bytes", out.hash().bytes()));
    } finally {
      for (CopiedCollection one : collections) {
        one.close();
      }
    }
  }

  private Facts write(OutputStream out, Passphrase passphrase, Instant now) throws IOException {
    Facts facts = Facts.NONE;
    try (SealedZip zip = new SealedZip(out, passphrase.chars())) {
      for (Node node : DataGraph.of(register.datasets()).reading()) {
        CopiedCollection one = read(node);
        file(zip, "data/" + one.name() + ".json", one::json);
        file(zip, "data/" + one.name() + ".csv", one::csv);
        facts =
            facts.with("rows." + one.name().toString().toLowerCase(Locale.ROOT), one.told().rows());
      }
      try (CopiedAccesses accesses = accesses()) {
        file(zip, "accesses.json", accesses::json);
        file(zip, "accesses.csv", accesses::csv);
        file(zip, "index.html", to -> page(to, accesses, now));
      }
      String manifest = manifest(zip, now);
      file(zip, "manifest.json", to -> to.write(manifest.getBytes(StandardCharsets.UTF_8)));
      String note = ground.signer().apply(manifest);
      file(zip, "manifest.note", to -> to.write(note.getBytes(StandardCharsets.UTF_8)));
    }
    return facts;
  }

  /** Writes a file. */
  @FunctionalInterface
  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  private static void file(SealedZip zip, String name, Content content) throws IOException {
    try (OutputStream out = zip.file(name)) {
      content.write(out);
    }
  }

  private CopiedCollection read(Node node) throws IOException {
    List<DeclaredField> fields = node.declared().fields();
    CopiedCollection one = new CopiedCollection(node.name(), fields, new Spool(ground.random()));
    collections.add(one);
    List<StoredRow> waiting = new ArrayList<>();
    Answer<Long> answer =
        ground
            .stores()
            .get()
            .of(node.name().dataset())
            .orElseThrow(() -> unreadable(node, "no-connector"))
            .read(
                node,
                person,
                row -> {
                  waiting.add(row);
                  if (waiting.size() == CopyRows.TOGETHER) {
                    take(one, fields, waiting);
                  }
                });
    if (answer instanceof Answer.Failed<Long>(String code)) {
      throw unreadable(node, code);
    }
    take(one, fields, waiting);
    one.end();
    return one;
  }

  private Copying.Unreadable unreadable(Node node, String code) {
    return new Copying.Unreadable(subject.id(), node.name().toString(), code);
  }

  private void take(CopiedCollection one, List<DeclaredField> fields, List<StoredRow> waiting) {
    try {
      for (List<CopiedCell> row : rows.told(fields, waiting)) {
        one.add(row);
      }
      waiting.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CopiedAccesses accesses() throws IOException {
    CopiedAccesses accesses = new CopiedAccesses(new Spool(ground.random()));
    try {
      ground.accesses().of(subject.subject(), accesses::add);
      accesses.end();
      return accesses;
    } catch (IOException | RuntimeException e) {
      accesses.close();
      throw e;
    }
  }

  private void page(OutputStream out, CopiedAccesses accesses, Instant now) throws IOException {
    OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CopyPage page = new CopyPage(register, writer);
    page.begin(subject.id().text(), now.toString());
    page.purposes(collections);
    for (CopiedCollection one : collections) {
      page.collection(one);
    }
    new AccessTable(register, ground.zone(), writer).write(accesses);
    page.end();
  }

  private String manifest(SealedZip zip, Instant now) {
    Map<String, Object> manifest = new TreeMap<>();
    manifest.put("version", 1);
    manifest.put("case", subject.id().text());
    manifest.put("type", subject.type().wire());
    manifest.put("made", now.toString());
    List<Map<String, Object>> files = new ArrayList<>();
    zip.files()
        .forEach((name, hash) ->
            files.add(Map.of("name", name, "sha256", hash.sha256(), "bytes", hash.bytes())));
    manifest.put("files", files);
    manifest.put("collections", collections.stream().map(CopyMaking::told).toList());
    try {
      return JSON.writeValueAsString(manifest) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is maps, lists, numbers and texts only", e);
    }
  }

  private static Map<String, Object> told(CopiedCollection one) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("collection", one.name().toString());
    told.put("rows", one.told().rows());
    told.put("left-out-others", one.told().of(CopiedCell.State.OTHERS));
    told.put("redacted", one.told().of(CopiedCell.State.REDACTED));
    told.put("masked", one.told().of(CopiedCell.State.MASKED));
    told.put("unreadable", one.told().of(CopiedCell.State.UNREADABLE));
    return told;
  }
}
