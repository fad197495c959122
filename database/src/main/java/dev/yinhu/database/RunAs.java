package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** As whom PostgreSQL's programs run. They refuse to run as root. */
sealed interface RunAs {

  /** The command, with what must stand before it. */
  List<String> wrap(List<String> command);

  /** Lets the programs write this file or directory, and reach it. */
  void giveTo(Path path, Path reachedThrough) throws IOException;

  /** Whether programs below our home directory can be run. */
  default boolean readsOurHome() {
    return true;
  }

  /** As we are. */
  record Ourselves() implements RunAs {
    @Override
    public List<String> wrap(List<String> command) {
      return command;
    }

    @Override
    public void giveTo(Path path, Path reachedThrough) {
      // Ours already.
    }
  }

  /** In a user namespace where root is nobody, while files stay root's. */
  record UserNamespace() implements RunAs {
    @Override
    public List<String> wrap(List<String> command) {
      return Stream.concat(Stream.of("unshare", "-U", "--"), command.stream()).toList();
    }

    @Override
    public void giveTo(Path path, Path reachedThrough) {
      // The files stay root's, and so is the process for the file system.
    }
  }

  /** As an unprivileged account, which then owns the PostgreSQL files. */
  record OtherAccount(Account account, boolean setpriv) implements RunAs {
    @Override
    public List<String> wrap(List<String> command) {
      List<String> prefix =
          setpriv
              ? List.of(
                  "setpriv",
                  "--reuid=" + account.uid(),
                  "--regid=" + account.gid(),
                  "--clear-groups",
                  "--")
              : List.of("runuser", "-u", account.name(), "--");
      return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    @Override
    public void giveTo(Path path, Path reachedThrough) throws IOException {
      Map<String, Integer> owner = Map.of("unix:uid", account.uid(), "unix:gid", account.gid());
      for (Map.Entry<String, Integer> attribute : owner.entrySet()) {
        Files.setAttribute(path, attribute.getKey(), attribute.getValue());
      }
      for (Path p = path.getParent();
          p != null && p.startsWith(reachedThrough);
          p = p.getParent()) {
        Files.setPosixFilePermissions(p, PosixFilePermissions.fromString("rwx--x--x"));
      }
    }

    @Override
    public boolean readsOurHome() {
      return false;
    }
  }
}
