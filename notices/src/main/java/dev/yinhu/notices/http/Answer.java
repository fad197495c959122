package dev.yinhu.notices.http;

import dev.yinhu.notices.channel.ResultCode;
import java.time.Duration;
import java.util.Optional;

/** What a request came to. */
public sealed interface Answer {
  /**
   * There is an answer.
   *
   * @param body at most 64 KiB
   * @param retryAfter what the other side asks to wait
   */
  record Got(int status, String body, Optional<Duration> retryAfter) implements Answer {
    /** True for 200 to 299. */
    public boolean isGood() {
      return status >= 200 && status < 300;
    }

    /** {@code http-503}. */
    public ResultCode code() {
      return new ResultCode("http-" + status);
    }

    /** The body may repeat a contact: it is not shown. */
    @Override
    public String toString() {
      return "Got[" + status + "]";
    }
  }

  /** Nothing was sent. */
  record NotSent(ResultCode code) implements Answer {}

  /** It may have been sent; there is no answer. */
  record Lost(ResultCode code) implements Answer {}
}
