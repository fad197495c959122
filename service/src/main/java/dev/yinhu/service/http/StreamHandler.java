package dev.yinhu.service.http;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * What a route does whose body and answer are too long for memory. Called on the event loop, after
 * sign-in and role check and before the body is read; must not block.
 */
@FunctionalInterface
public interface StreamHandler {

  /** Moves bytes; runs on a virtual thread and may block. */
  @FunctionalInterface
  interface Transfer {
    /**
     * Whatever it throws before the first byte of the answer was written becomes a problem; after
     * it, the connection is cut, so that nobody takes the beginning for the whole.
     *
     * @param body the request's; reading waits for the client, and fails when it is gone or sends
     *     more than is allowed
     * @param answer the answer's; writing waits for the client, and fails when it is gone. It ends
     *     when this returns; status and headers go out with the first byte, at the latest then
     */
    void run(InputStream body, OutputStream answer) throws Exception;
  }

  /**
   * Looks at the headers.
   *
   * @throws ProblemException when there is no need to read the body
   */
  Transfer handle(Exchange exchange);
}
