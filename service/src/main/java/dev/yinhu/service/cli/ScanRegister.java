package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.necessity.FieldUse;
import dev.yinhu.register.Register;
import dev.yinhu.register.RegisterSource;
import dev.yinhu.register.StoredRegister;
import dev.yinhu.register.reading.RegisterReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The register that a scan is held against, and what is known of the use of its fields.
 *
 * @param version for people
 */
record ScanRegister(Register register, String version, FieldUse use) {
  private static final Path INSTALLED = Path.of("postgresql", "cluster", "PG_VERSION");

  /**
   * That of the files, else the one in force in the data directory; empty when there is neither.
   * Where a data directory has an access log, that is asked for the use of fields.
   */
  static Optional<ScanRegister> load(YinhuCommand root, CommandWorld world, List<Path> files) {
    var reader = new RegisterFiles(world);
    Optional<ScanRegister> given =
        files.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ScanRegister(
                    read(reader, reader.sources(all(world, files)), world),
                    String.join(", ", files.stream().map(Path::toString).toList()),
                    FieldUse.UNKNOWN));
    if (isInstalled(root, world)) {
      return installed(root, world, reader, given);
    }
    if (given.isPresent()) {
      world
          .console()
          .note("whether fields are used was not looked at: give --data of an installation");
    }
    return given;
  }

  /** One that declares nothing. */
  static Register none(CommandWorld world) {
    return read(new RegisterFiles(world), List.of(new RegisterSource("none", "{}\n")), world);
  }

  private static boolean isInstalled(YinhuCommand root, CommandWorld world) {
    Path data = root.data();
    if (data == null) {
      return false;
    }
    return Files.exists(world.workingDirectory().resolve(data).resolve(INSTALLED))
        || root.config().database().url().isPresent();
  }

  private static Optional<ScanRegister> installed(
      YinhuCommand root, CommandWorld world, RegisterFiles reader, Optional<ScanRegister> given) {
    try (Session session = world.sessions().open(root.config())) {
      Optional<ScanRegister> chosen =
          given.or(() -> session.register().map(stored -> inForce(reader, stored, world)));
      return chosen.map(one ->
          new ScanRegister(
              one.register(), one.version(), LoggedUse.of(session.search(), one.register())));
    }
  }

  private static ScanRegister inForce(
      RegisterFiles reader, StoredRegister stored, CommandWorld world) {
    return new ScanRegister(
        read(reader, stored.sources(), world), "version " + stored.version(), FieldUse.UNKNOWN);
  }

  private static Register read(
      RegisterFiles reader, List<RegisterSource> sources, CommandWorld world) {
    RegisterReading reading = reader.read(sources);
    if (!reading.isValid()) {
      reading.problems().forEach(problem -> world.console().complain(problem.toString()));
    }
    return reading
        .register()
        .filter(_ -> reading.isValid())
        .orElseThrow(
            () -> new CommandException("the register has errors; see yinhu register check"));
  }

  private static List<Path> all(CommandWorld world, List<Path> files) {
    List<Path> all = new ArrayList<>();
    for (Path file : files) {
      Path path = world.workingDirectory().resolve(file);
      if (Files.isDirectory(path)) {
        all.addAll(inDirectory(path, file));
      } else {
        all.add(file);
      }
    }
    return all;
  }

  private static List<Path> inDirectory(Path directory, Path shown) {
    try (Stream<Path> children = Files.list(directory)) {
      List<Path> found =
          children
              .map(Path::getFileName)
              .filter(name -> name.toString().matches(".+\\.ya?ml"))
              .sorted()
              .map(shown::resolve)
              .toList();
      if (found.isEmpty()) {
        throw new CommandException(shown + " has no .yaml file; name the register's files");
      }
      return found;
    } catch (IOException e) {
      throw new CommandException("cannot read " + shown + "; check its rights", e);
    }
  }
}
