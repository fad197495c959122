package dev.yinhu.service.api;

import dev.yinhu.service.LiveService;
import dev.yinhu.service.config.YinhuConfig.Format;
import dev.yinhu.service.config.YinhuConfig.Level;
import dev.yinhu.service.config.YinhuConfig.Logging;
import dev.yinhu.service.logging.LogSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One service for all classes of this package; it logs at DEBUG meanwhile. After each class the log
 * of the process, the access log and the meters must hold nothing of what its tests planted.
 */
final class SharedService implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
  private static final Namespace HERE = Namespace.create(SharedService.class);

  /** The service with what is planted in it. */
  record Running(Path data, LiveService service, Planted planted) implements AutoCloseable {
    static Running start() {
      try {
        Path data = Files.createTempDirectory("yinhu-api");
        Path scanned = Files.createDirectories(data.resolve("scanned"));
        LiveService service =
            LiveService.start(
                data,
                Map.of(
                    "logging.access",
                    "true",
                    "logging.level",
                    "debug",
                    "scan.root",
                    scanned.toString()));
        return new Running(data, service, new Planted(service));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() throws IOException {
      service.close();
      try (Stream<Path> below = Files.walk(data)) {
        List<Path> paths = below.sorted(Comparator.reverseOrder()).toList();
        for (Path path : paths) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .getOrComputeIfAbsent(Running.class, _ -> Running.start(), Running.class);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Running running = running(context);
    LogSetup.configured(new Logging(Format.TEXT, Level.DEBUG, true), running.planted().log());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    LogSetup.quiet(System.out);
    running(context).planted().assertToldNowhere();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == LiveService.class || type == Planted.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LiveService.class
        ? running(context).service()
        : running(context).planted();
  }
}
