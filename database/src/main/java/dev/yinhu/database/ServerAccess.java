package dev.yinhu.database;

/** Where the embedded server listens and how to sign in. {@code toString} shows no password. */
record ServerAccess(int port, String password) {

  ServerAccess withPort(int other) {
    return new ServerAccess(other, password);
  }

  ConnectionInfo database(String name) {
    return new ConnectionInfo(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?sslmode=disable",
        Cluster.USER,
        password);
  }

  @Override
  public String toString() {
    return "127.0.0.1:" + port;
  }
}
