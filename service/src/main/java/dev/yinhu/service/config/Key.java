package dev.yinhu.service.config;

import java.util.Locale;
import java.util.Optional;

/**
 * One setting.
 *
 * @param path its place in {@code yinhu.yaml}, with dots
 * @param fallback the text it has when no source names it; absent means that it stays unset
 * @param summary one sentence for the documentation
 * @param <T> the value's type
 */
record Key<T>(String path, Kind<T> kind, Optional<String> fallback, String summary) {

  /** The environment variable that sets it: {@code http.port} is {@code YINHU_HTTP_PORT}. */
  String environmentName() {
    return ConfigReader.ENVIRONMENT_PREFIX + path.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return path;
  }
}
