package dev.yinhu.service.cli;

import dev.yinhu.piiscanner.appraisal.DeclaredRegister;
import dev.yinhu.register.StoredRegister;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the register that a scan is held against. For one run. */
final class ScanRegister {
  private static final Path INSTALLED = Path.of("postgresql", "cluster", "PG_VERSION");

  private final YinhuCommand root;
  private final CommandWorld world;

  ScanRegister(YinhuCommand root, CommandWorld world) {
    this.root = root;
    this.world = world;
  }

  /**
   * That of the files, else the one in force in the data directory; empty when there is neither.
   * Where a data directory has an access log, that is asked for the use of fields.
   */
  Optional<DeclaredRegister> load(List<Path> files) {
    Optional<DeclaredRegister> given =
        files.isEmpty()
            ? Optional.empty()
            : Optional.of(DeclaredRegister.ofFiles(files, world.workingDirectory(), world.clock()));
    if (isInstalled()) {
      return installed(given);
    }
    if (given.isPresent()) {
      world
          .console()
          .note("whether fields are used was not looked at: give --data of an installation");
    }
    return given;
  }

  private boolean isInstalled() {
    Path data = root.data();
    if (data == null) {
      return false;
    }
    return Files.exists(world.workingDirectory().resolve(data).resolve(INSTALLED))
        || root.config().database().url().isPresent();
  }

  private Optional<DeclaredRegister> installed(Optional<DeclaredRegister> given) {
    try (Session session = world.sessions().open(root.config())) {
      return given
          .or(() -> session.register().map(this::inForce))
          .map(one -> one.withUse(LoggedUse.of(session.search(), one.register())));
    }
  }

  private DeclaredRegister inForce(StoredRegister stored) {
    return DeclaredRegister.of(stored.sources(), "version " + stored.version(), world.clock());
  }
}
