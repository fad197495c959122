package dev.yinhu.service.http;

import dev.yinhu.service.config.YinhuConfig;
import dev.yinhu.service.config.YinhuConfig.Tls;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;

/** Translates the configuration to Vert.x: HTTP/1.1 only, bounded lines and headers, modern TLS. */
final class ServerOptions {

  private static final int LONGEST_LINE = 4_096;
  private static final int LARGEST_HEADERS = 16_384; // A signed token of 8 KiB fits.
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private ServerOptions() {}

  static HttpServerOptions of(YinhuConfig config) throws IOException {
    var http = config.http();
    var options =
        new HttpServerOptions()
            .setHost(http.host())
            .setPort(http.port() == 0 ? freePort(http.host()) : http.port())
            .setAcceptBacklog(1_024)
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LARGEST_HEADERS)
            .setHandle100ContinueAutomatically(false)
            .setHttp2ClearTextEnabled(false)
            .setCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setUseAlpn(false);
    config.tls().ifPresent(tls -> secure(options, tls));
    return options;
  }

  /** Event loops share a port by its number, so they cannot each be told to choose one. */
  private static int freePort(String host) throws IOException {
    try (var probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(host, 0));
      return probe.getLocalPort();
    }
  }

  private static void secure(HttpServerOptions options, Tls tls) {
    options
        .setSsl(true)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
        .setSslHandshakeTimeout(HANDSHAKE.toSeconds())
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .addCertPath(tls.certificate().toString())
                .addKeyPath(tls.key().toString()))
        .setClientAuth(
            switch (tls.clientAuth()) {
              case NONE -> ClientAuth.NONE;
              case REQUEST -> ClientAuth.REQUEST;
              case REQUIRE -> ClientAuth.REQUIRED;
            });
    tls.clientCa()
        .ifPresent(ca -> options.setTrustOptions(new PemTrustOptions().addCertPath(ca.toString())));
  }
}
