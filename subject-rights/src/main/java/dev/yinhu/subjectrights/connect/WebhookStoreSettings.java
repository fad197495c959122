package dev.yinhu.subjectrights.connect;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Where a store takes signed requests.
 *
 * @param dataset key of the dataset
 * @param url by TLS; plain HTTP to this machine alone
 * @param keyFile our signing key, as docs/store-webhook.md has it
 * @param timeout until an answer begins, and for all of it where it is short
 * @param readWithin for all the rows of a person in a collection
 * @param acknowledgeWithin how long a store may take that answers later, counted from the first
 *     attempt at the step
 */
public record WebhookStoreSettings(
    String dataset,
    URI url,
    Path keyFile,
    Duration timeout,
    Duration readWithin,
    Duration acknowledgeWithin) {
  /**
   * @throws IllegalArgumentException when requests may not go there
   */
  public WebhookStoreSettings {
    boolean plain = "http".equalsIgnoreCase(url.getScheme()) && isHere(url);
    boolean well = url.getHost() != null && url.getRawUserInfo() == null;
    if (!well || !(plain || "https".equalsIgnoreCase(url.getScheme()))) {
      throw new IllegalArgumentException(
          "url of dataset " + dataset + ": expected https:// and a host, without a user");
    }
  }

  /** Looks up no name but that which always means this machine. */
  private static boolean isHere(URI url) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    if (!host.equals("localhost") && !host.matches("127[.][0-9.]+|\\[[0-9a-f:]+]")) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "WebhookStoreSettings[" + dataset + "]";
  }
}
