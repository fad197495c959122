package dev.yinhu.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the operating system tells about a process by its id. */
final class OsProcess {
  private OsProcess() {}

  /** Whether it runs. A dead child that nobody collected (a zombie) does not. */
  static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !zombie(pid);
  }

  private static boolean zombie(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String line = Files.exists(stat) ? Files.readString(stat) : "";
      int state = line.lastIndexOf(')') + 2;
      return state >= 2 && state < line.length() && line.charAt(state) == 'Z';
    } catch (IOException e) {
      return false; // It went away meanwhile, or there is no /proc: the caller asks again.
    }
  }

  /** All processes that were started with this argument, where the system shows arguments. */
  static List<Long> startedWith(String argument) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> arguments(pid).orElse(List.of()).contains(argument))
        .toList();
  }

  /** Its arguments, where the system shows them. */
  static Optional<List<String>> arguments(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().arguments()).map(List::of);
  }
}
