package dev.yinhu.service.crash;

import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.service.FileClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file far larger than the memory of the service passes both ways. */
class FilesMemoryIT {
  private static final int PIECE = 1 << 16;
  private static final int PIECES = 1 << 13; // Half a gibibyte, so that a gibibyte passes in all.

  /** The common pool has one thread on two processors, and each here waits for the other. */
  private static final Executor THREADS = Thread::startVirtualThread;

  @TempDir Path directory;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void aGibibytePassesThroughASmallHeap() throws Exception {
    Path data = directory.resolve("data");
    String token = prepare(data);
    try (HttpClient client = HttpClient.newHttpClient();
        ServiceProcess service =
            ServiceProcess.serve(
                    data,
                    directory.resolve("serve.log"),
                    List.of("-Xmx96m", "-XX:MaxDirectMemorySize=64m", "-XX:+UseSerialGC"))
                .awaitReady(client)) {
      Map<String, String> headers =
          Map.of(
              "Authorization", "Bearer " + token,
              "Yinhu-Field", "shop.users.id_number",
              "Yinhu-Subject", "u-1",
              "Yinhu-Purpose", "deliver-order");
      try (FileClient sealing = FileClient.post(service.address("/v1/encrypt/file"), headers);
          FileClient opening = FileClient.post(service.address("/v1/decrypt/file"), headers)) {
        CompletableFuture<Long> sent = supplyAsync(() -> send(sealing), THREADS);
        CompletableFuture<Void> piped = runAsync(() -> pipe(sealing, opening), THREADS);
        Counting got = new Counting();
        CheckedOutputStream checked = new CheckedOutputStream(got, new CRC32C());
        opening.readTo(checked);
        piped.join();
        assertThat(opening.status()).isEqualTo(200);
        assertThat(got.count).isEqualTo((long) PIECE * PIECES);
        assertThat(checked.getChecksum().getValue()).isEqualTo(sent.join());
      }
    }
  }

  private String prepare(Path data) throws Exception {
    Path register = directory.resolve("register.yaml");
    try (InputStream in = FilesMemoryIT.class.getResourceAsStream("/demo/register.yaml")) {
      Files.write(register, in.readAllBytes());
    }
    ServiceProcess.command("register", "apply", register.toString(), "--data", data.toString());
    String added =
        ServiceProcess.command(
            "caller",
            "add",
            "order-service",
            "--role",
            "service",
            "--json",
            "--data",
            data.toString());
    return new ObjectMapper().readTree(added).path("token").asText();
  }

  /** Sends what is made up on the way; its checksum. */
  private static long send(FileClient client) {
    byte[] piece = new byte[PIECE];
    new Random(1).nextBytes(piece);
    CRC32C checksum = new CRC32C();
    try {
      for (int i = 0; i < PIECES; i++) {
        piece[i % PIECE]++;
        checksum.update(piece);
        client.send(piece, 0, PIECE);
      }
      client.end();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return checksum.getValue();
  }

  private static void pipe(FileClient from, FileClient to) {
    try {
      from.readTo(
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int at, int length) throws IOException {
              to.send(bytes, at, length);
            }
          });
      to.end();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Counting extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int at, int length) {
      count += length;
    }
  }
}
