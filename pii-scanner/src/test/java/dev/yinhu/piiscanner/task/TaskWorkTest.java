package dev.yinhu.piiscanner.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.piiscanner.EngineSettings;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.piiscanner.PiiType;
import dev.yinhu.piiscanner.finding.FindingFilter;
import dev.yinhu.piiscanner.finding.Findings;
import dev.yinhu.piiscanner.finding.StoredFinding;
import dev.yinhu.piiscanner.jdbc.DatabaseScan;
import dev.yinhu.piiscanner.jdbc.DatabaseTarget;
import dev.yinhu.piiscanner.jdbc.Password;
import dev.yinhu.piiscanner.jdbc.TablePattern;
import dev.yinhu.piiscanner.jdbc.TableSelection;
import dev.yinhu.piiscanner.job.JobFailed;
import dev.yinhu.piiscanner.job.JobWork.Control;
import dev.yinhu.piiscanner.job.ScanJobs;
import dev.yinhu.piiscanner.report.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskWorkTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final PiiType MOBILE = new PiiType("CN_MOBILE");
  private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
  private static final EngineSettings MOBILES =
      new EngineSettings(Set.of(MOBILE), Map.of(), List.of());
  private static final PiiEngine ENGINE = PiiEngine.of(MOBILES, () -> NOW);
  private static final DatabaseScan DATABASES = DatabaseScan.of(MOBILES, () -> NOW, KEY, Map.of());
  private static final ScanTask.OfDatabase SHOP =
      new ScanTask.OfDatabase("shop", null, null, null, null);

  @TempDir Path directory;

  private final TestDatabase database = TestDatabase.create("scan");
  private final ScanJobs jobs = new ScanJobs(database.jdbi(), UUID::randomUUID);
  private final Findings findings =
      new Findings(database.jdbi(), () -> NOW, ZoneId.of("Asia/Shanghai"));

  @AfterEach
  void close() {
    database.close();
  }

  /** Takes down what a task tells its job, and stops it after so many pieces. */
  private final class Told implements Control {
    private final UUID id = jobs.add("{}", "dpo").id();
    private final List<String> resumes = new ArrayList<>();
    private int left;

    private Told(int pieces) {
      this.left = pieces;
    }

    @Override
    public UUID job() {
      return id;
    }

    @Override
    public void tell(String progress) {
      assertThat(progress).isNotEmpty();
    }

    @Override
    public void piece(String progress, String resume) {
      resumes.add(resume);
      if (--left == 0) {
        throw new Died();
      }
    }

    @Override
    public void check() {
      // Goes on.
    }
  }

  private static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private TaskWork work(ScanTarget... targets) {
    return new TaskWork(
        new ScanPlaces(Optional.of(directory), List.of(targets)),
        findings,
        new TaskWork.Tools(() -> ENGINE::scan, () -> new Samples(KEY), () -> DATABASES));
  }

  private Progress run(ScanTask task, ScanTarget... targets) {
    return run(task, Optional.empty(), new Told(0), targets);
  }

  private Progress run(ScanTask task, Optional<String> resume, Told told, ScanTarget... targets) {
    return TaskJson.read(work(targets).run(task.json(), resume, told), Progress.class);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<StoredFinding> present() {
    return findings.page(FindingFilter.PRESENT, 0, 100);
  }

  private List<String> places() {
    return present().stream().map(finding -> finding.seen().place()).toList();
  }

  @Test
  void aFolderIsScannedFileByFileAndWhatIsGoneIsTold() throws Exception {
    write("logs/a.log", "call 13812345678 or 13812345679\n");
    write("logs/b.log", "nothing\n");
    write("other/c.log", "13912345678\n");

    Progress progress = run(new ScanTask.OfFolder("logs"));

    assertThat(progress.done()).isEqualTo(2);
    assertThat(progress.total()).isEqualTo(2);
    assertThat(progress.values()).containsExactly(Map.entry("CN_MOBILE", 2L));
    assertThat(progress.troubles()).isEmpty();
    StoredFinding finding = present().getFirst();
    assertThat(finding.seen().place()).isEqualTo("logs/a.log");
    assertThat(finding.seen().occurrences()).isEqualTo(2);
    assertThat(finding.seen().sample()).isEqualTo("13****678");

    run(new ScanTask.OfFolder(""));
    assertThat(places()).containsExactly("logs/a.log", "other/c.log");
    Files.delete(directory.resolve("logs/a.log"));
    run(new ScanTask.OfFolder("logs"));
    assertThat(places()).containsExactly("other/c.log");
  }

  @Test
  void namesOfFilesThatArePersonalAreStoredWithoutThat() throws Exception {
    write("13812345678/a_13912345678.log", "13812345678");
    Files.write(directory.resolve("13912345678.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

    Progress progress = run(new ScanTask.OfFolder(""));
    assertThat(places())
        .singleElement()
        .asString()
        .matches("‹CN_MOBILE-[0-9a-f]{8}›/a_‹CN_MOBILE-[0-9a-f]{8}›\\.log");
    assertThat(progress.troubles()).isNotEmpty();
    assertThat(progress.json()).doesNotContain("13812345678", "13912345678");

    Files.delete(directory.resolve("13812345678/a_13912345678.log"));
    run(new ScanTask.OfFolder("13812345678"));
    assertThat(places()).as("what is gone is gone under its hidden name as well").isEmpty();
  }

  @Test
  void noLinkLeadsOutOfTheRoot(@TempDir Path outside) throws Exception {
    Files.writeString(outside.resolve("secret.log"), "13812345678");
    Files.createSymbolicLink(directory.resolve("out"), outside);
    Files.createSymbolicLink(directory.resolve("file"), outside.resolve("secret.log"));
    write("in/a.log", "13812345678");
    ScanPlaces places = new ScanPlaces(Optional.of(directory), List.of());
    List<String> refused =
        List.of(
            "out",
            "out/secret.log",
            "file",
            "..",
            "in/../in",
            "in/..",
            "./in",
            outside.toString(),
            directory.resolve("in").toString(),
            "nothing",
            "a\0b");

    for (String path : refused) {
      assertThatThrownBy(() -> places.check(new ScanTask.OfFolder(path)))
          .as(path)
          .isInstanceOf(NotAllowed.class)
          .hasMessageStartingWith("there is no such file or directory below scan.root");
    }
    assertThatThrownBy(
            () -> new ScanPlaces(Optional.empty(), List.of()).check(new ScanTask.OfFolder("in")))
        .hasMessageContaining("scan.root");
    for (String whole : List.of("", ".")) {
      assertThat(run(new ScanTask.OfFolder(whole)).skipped()).as(whole).isEqualTo(2);
    }
    assertThat(places()).containsExactly("in/a.log");
  }

  @Test
  void aFolderGoesOnBehindTheLastFileInTheOrderOfTheWalk() throws Exception {
    for (String name : List.of("a.b/1", "a.b/2", "a/1", "a/2/x", "b", "c")) {
      write(name, "13812345678");
    }
    Progress before = new Progress(3, 6, 0, 33, 66, Map.of("CN_MOBILE", 3L), 0, 0, 0, List.of());
    String resume = TaskJson.write(new Headway.Resume(before, List.of("a.b", "1")));

    Progress progress = run(new ScanTask.OfFolder(""), Optional.of(resume), new Told(0));

    // "a" comes before "a.b", whatever stands in it.
    assertThat(places()).containsExactly("a.b/2", "b", "c");
    assertThat(progress.done()).isEqualTo(6);
    assertThat(progress.values()).containsExactly(Map.entry("CN_MOBILE", 6L));
    assertThat(progress.bytes()).isEqualTo(66);
    assertThat(progress.bytesTotal()).isEqualTo(66);
    assertThat(progress.resumed()).isOne();
  }

  @Test
  void bytesOfFilesThatAreLeftOutAreDoneToo() throws Exception {
    write("a.log", "13812345678");
    Files.write(directory.resolve("b.bin"), new byte[1_000_000]);

    Progress progress = run(new ScanTask.OfFolder(""));

    assertThat(progress.bytes()).isEqualTo(1_000_011);
    assertThat(progress.bytesTotal()).isEqualTo(1_000_011);
    assertThat(progress.resumed()).isZero();
  }

  private ScanTarget shop(String url) throws IOException {
    var at = database.connectionInfo();
    Path password = Files.writeString(directory.resolve("password"), at.password());
    return new ScanTarget(
        "shop",
        new DatabaseTarget(
            url,
            Optional.of(at.user()),
            new Password.InFile(password),
            new TableSelection(List.of(TablePattern.schema("public")), List.of(), false)),
        OptionalInt.empty());
  }

  private void tables() {
    database
        .jdbi()
        .useHandle(handle -> {
          for (String table : List.of("t1", "t2", "t3")) {
            handle.execute("create table public." + table + " (id int primary key, phone text)");
            handle.execute(
                "insert into public."
                    + table
                    + " select i, (13812345600 + i)::text from generate_series(1, 40) i");
          }
        });
  }

  @Test
  void aDatabaseGoesOnBehindTheLastTableAndFindsEachColumnOnce() throws Exception {
    tables();
    ScanTarget shop = shop(database.connectionInfo().jdbcUrl());
    Told first = new Told(2);
    assertThatThrownBy(() -> run(SHOP, Optional.empty(), first, shop)).isInstanceOf(Died.class);
    assertThat(places()).containsExactly("public.t1.phone", "public.t2.phone");

    // The second died between what it found and telling so: t2 is read again.
    Told second = new Told(0);
    Progress progress = run(SHOP, Optional.of(first.resumes.getFirst()), second, shop);

    assertThat(second.resumes).hasSize(2);
    assertThat(progress.done()).isEqualTo(3);
    assertThat(progress.rows()).isEqualTo(120);
    assertThat(progress.values()).containsExactly(Map.entry("CN_MOBILE", 120L));
    assertThat(places()).containsExactly("public.t1.phone", "public.t2.phone", "public.t3.phone");
    for (StoredFinding finding : present()) {
      assertThat(finding.seen().occurrences()).isEqualTo(40);
      assertThat(finding.seen().share()).hasValue(1);
      assertThat(finding.seen().sample()).startsWith("13****");
      assertThat(findings.history(finding.id())).hasSize(1);
    }
  }

  @Test
  void aTaskReadsNoMoreTablesThanTheConfigurationAllows() throws Exception {
    tables();
    ScanTarget shop = shop(database.connectionInfo().jdbcUrl());
    ScanTask few = new ScanTask.OfDatabase("shop", List.of("t2", "scan.*"), 10L, null, 7L);

    Progress progress = run(few, shop);

    assertThat(progress.total()).isEqualTo(1);
    assertThat(places()).containsExactly("public.t2.phone");
  }

  @Test
  void whatCannotBeDoneFailsWithWhatToDo() throws Exception {
    ScanTarget nowhere = shop("jdbc:postgresql://127.0.0.1:1/nothing");

    assertThatThrownBy(() -> run(SHOP, nowhere))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/nothing");
    assertThatThrownBy(() -> run(SHOP))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("scan.targets_file");
    assertThatThrownBy(() -> run(new ScanTask.OfFolder("gone"))).isInstanceOf(JobFailed.class);
    assertThatThrownBy(() -> work().run("{\"new\":1}", Optional.empty(), new Told(0)))
        .isInstanceOf(JobFailed.class);
  }
}
