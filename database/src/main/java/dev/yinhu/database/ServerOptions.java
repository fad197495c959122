package dev.yinhu.database;

import java.util.List;
import java.util.stream.Stream;

/** Settings of the embedded server. */
final class ServerOptions {
  private static final List<String> FIXED =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          // One node's load in little memory; the operating system's cache does the rest.
          "max_connections=100",
          "shared_buffers=64MB",
          "io_method=sync",
          "max_parallel_workers_per_gather=0",
          "max_logical_replication_workers=0",
          "max_wal_senders=0",
          "max_wal_size=512MB",
          "huge_pages=off",
          "jit=off",
          "timezone=UTC",
          "log_timezone=UTC",
          "password_encryption=scram-sha-256",
          // The log must not carry what people stored: a client's error goes to the client only.
          "log_min_messages=log",
          "log_min_error_statement=panic",
          "log_error_verbosity=terse",
          "log_statement=none",
          "log_min_duration_statement=-1",
          "log_parameter_max_length=0",
          "log_parameter_max_length_on_error=0",
          "log_checkpoints=off",
          "log_lock_waits=off",
          "log_autovacuum_min_duration=-1",
          "logging_collector=off");

  private ServerOptions() {}

  static List<String> of(int port, boolean durable) {
    List<String> varying =
        durable
            ? List.of("port=" + port, "fsync=on", "synchronous_commit=on", "full_page_writes=on")
            : List.of("port=" + port, "fsync=off", "synchronous_commit=off");
    return Stream.concat(varying.stream(), FIXED.stream()).toList();
  }
}
