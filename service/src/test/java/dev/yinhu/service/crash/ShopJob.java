package dev.yinhu.service.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.database.testing.TestDatabase;
import dev.yinhu.service.LiveService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A table of phones and a job that protects it, run by processes of their own. */
final class ShopJob implements AutoCloseable {
  static final int ROWS = 6_000;
  static final int BATCH = 100;
  private static final String MAY =
      "{name: order-service, operations: [encrypt, decrypt, mask, search]}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final TestDatabase shop = TestDatabase.create("audit");

  private ShopJob(Path directory) {
    this.directory = directory;
  }

  /** Fills the table and puts the register in force. */
  static ShopJob in(Path directory) throws IOException, InterruptedException {
    ShopJob job = new ShopJob(directory);
    job.prepare();
    return job;
  }

  private void prepare() throws IOException, InterruptedException {
    Path register = directory.resolve("register.yaml");
    Files.writeString(
        register,
        LiveService.demoRegister().replace(MAY, MAY.replace("search]", "search, rewrap]")));
    ServiceProcess.command("register", "apply", register.toString(), "--data", data());
    Files.writeString(
        directory.resolve("password"), shop.connectionInfo().password() + System.lineSeparator());
    Files.writeString(
        directory.resolve("job.yaml"),
        """
        name: users-phone
        as: order-service
        url: %s
        user: %s
        password_file: password
        table: public.users
        key: id
        subject: id
        batch_rows: %d
        rows_per_second: 1500
        columns:
          - field: shop.users.phone
            plaintext: phone
            ciphertext: phone_ct
            index: phone_index
            parts: {last4: phone_last4}
        """
            .formatted(shop.jdbcUrl(), shop.connectionInfo().user(), BATCH));
    shop.jdbi()
        .useHandle(handle -> {
          handle.execute(
              "create table public.users (id text primary key, phone text, phone_ct varchar(500),"
                  + " phone_index text, phone_last4 text)");
          handle.execute(
              "insert into public.users select 'u-' || i, '139' || (10000000 + i), null, null, null"
                  + " from generate_series(1, ?) i",
              ROWS);
        });
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  long sealed() {
    return count("phone_ct is not null");
  }

  long count(String condition) {
    return shop.jdbi()
        .withHandle(handle ->
            handle
                .select("select count(*) from public.users where " + condition)
                .mapTo(Long.class)
                .one());
  }

  private String[] arguments(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("protect", "--job", directory.resolve("job.yaml").toString(), "--json"));
    all.addAll(List.of("--data", data()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** Runs a phase to its end; the line it printed. */
  JsonNode run(String... phase) throws IOException, InterruptedException {
    return JSON.readTree(ServiceProcess.command(arguments(phase)));
  }

  /** Starts the backfill, and waits until it has written some batches. */
  Process inTheMiddle(List<String> before, Path log) throws IOException {
    long sealed = sealed();
    Process process = ServiceProcess.started(before, log, arguments("--phase", "backfill"));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (sealed() < sealed + 3L * BATCH && process.isAlive() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    if (!process.isAlive()) {
      throw new AssertionError("it ended before it was in the middle: " + Files.readString(log));
    }
    return process;
  }

  @Override
  public void close() {
    shop.close();
  }
}
