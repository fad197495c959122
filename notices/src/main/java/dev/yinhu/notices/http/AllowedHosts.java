package dev.yinhu.notices.http;

import dev.yinhu.notices.channel.ResultCode;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where requests may go: only to hosts that the operator named, by TLS, and not to addresses of the
 * machine or its network unless that was allowed. Addresses are looked up before each request; the
 * connection looks them up again, so an operator's own name server is trusted.
 *
 * @param names in lower case
 * @param internal true to let addresses of one's own network and plain HTTP pass
 */
public record AllowedHosts(Set<String> names, boolean internal) {
  private static final ResultCode NO_HOST = new ResultCode("no-such-host");
  private static final ResultCode FORBIDDEN = new ResultCode("host-not-allowed");

  /** Copies. */
  public AllowedHosts {
    names = Set.copyOf(names);
  }

  /** Why a request may not go there; empty when it may. Looks up the name. */
  Optional<ResultCode> refuse(URI target) {
    String host = lower(target.getHost());
    boolean scheme =
        "https".equalsIgnoreCase(target.getScheme())
            || (internal && "http".equalsIgnoreCase(target.getScheme()));
    if (!scheme || !names.contains(host) || target.getRawUserInfo() != null) {
      return Optional.of(FORBIDDEN);
    }
    try {
      boolean outside =
          internal || Stream.of(InetAddress.getAllByName(host)).noneMatch(AllowedHosts::isInternal);
      return outside ? Optional.empty() : Optional.of(FORBIDDEN);
    } catch (UnknownHostException e) {
      return Optional.of(NO_HOST);
    }
  }

  private static String lower(@Nullable String host) {
    return host == null ? "" : host.toLowerCase(Locale.ROOT);
  }

  /**
   * RFC 6890: this host, loopback, link-local, private, shared (100.64/10), unique local,
   * multicast.
   */
  static boolean isInternal(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    boolean thisNetwork = bytes.length == 4 && bytes[0] == 0;
    boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || shared
        || thisNetwork
        || uniqueLocal;
  }
}
