package dev.yinhu.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yinhu.service.Await;
import dev.yinhu.service.CommandLineRun;
import dev.yinhu.service.LiveService;
import dev.yinhu.service.crash.ServiceProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process: commands beside it, a second one, kill -9, SIGTERM. */
final class ServiceLifeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BODY =
      "{\"items\":[{\"field\":\"shop.users.phone\",\"value\":\"13800138000\"}]}";

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  private Path data() {
    return directory.resolve("data");
  }

  private ServiceProcess serve() throws Exception {
    return ServiceProcess.serve(data(), directory.resolve("serve.log")).awaitReady(client);
  }

  private String command(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = data().toString();
    CommandLineRun run = CommandLineRun.of(directory, all);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out();
  }

  private String addCaller(String name) throws IOException {
    return JSON.readTree(command("caller", "add", name, "--role", "service", "--json"))
        .path("token")
        .asText();
  }

  private int mask(ServiceProcess service, String token) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(service.address("/v1/mask"))
                  .header("Authorization", "Bearer " + token)
                  .POST(BodyPublishers.ofString(BODY))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Timeout(180)
  void commandsWorkWithAndWithoutAServiceAndStopsAreClean() throws Exception {
    Path register = directory.resolve("register.yaml");
    Files.writeString(register, LiveService.demoRegister());
    String early = addCaller("order-service");
    assertThat(Postmaster.pid(data())).as("PostgreSQL, when the command is done").isEmpty();

    try (ServiceProcess first = serve()) {
      assertThat(mask(first, early)).as("no register yet").isEqualTo(503);
      command("register", "apply", register.toString());
      Await.until("the register is in force", () -> mask(first, early) == 200);
      assertThat(mask(first, addCaller("support-desk"))).isEqualTo(200);
      assertThat(command("caller", "list")).contains("order-service", "support-desk");
      refusesASecond(first);
      first.kill();
    }

    long orphan = Postmaster.pid(data()).orElseThrow();
    try (ServiceProcess second = serve()) {
      assertThat(mask(second, early)).isEqualTo(200);
      assertThat(Postmaster.pid(data())).as("the orphan is taken over").hasValue(orphan);
      finishesWhatItHasBegun(second, early);
      assertThat(second.awaitExit()).as("exit code of a clean stop").isZero();
    }
    assertThat(Postmaster.lives(orphan)).isFalse();
    assertThat(Files.readString(directory.resolve("serve.log"))).contains("stopping");
  }

  private void refusesASecond(ServiceProcess first) {
    CommandLineRun second =
        CommandLineRun.of(directory, "serve", "--data", data().toString(), "--port", "0");

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err()).contains("process " + first.handle().pid(), data().toString());
  }

  /** A request half sent when the service is told to stop gets its answer. */
  private void finishesWhatItHasBegun(ServiceProcess service, String token) throws Exception {
    String head =
        "POST /v1/mask HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(token, BODY.length());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      OutputStream out = socket.getOutputStream();
      out.write((head + BODY.substring(0, 10)).getBytes(StandardCharsets.UTF_8));
      assertThat(mask(service, token)).as("the half request was read before").isEqualTo(200);
      service.terminate();
      Await.until("it turns new connections away", () -> turnsAway(service.port()));
      out.write(BODY.substring(10).getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("138****8000");
    }
  }

  private static boolean turnsAway(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      return socket.getInputStream().read() < 0;
    } catch (IOException refused) {
      return true;
    }
  }
}
