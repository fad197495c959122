package dev.yinhu.service.config;

import java.nio.file.Path;

/**
 * One text found for one key.
 *
 * @param source where it stands, for people: {@code yinhu.yaml:12}, {@code YINHU_HTTP_PORT}, {@code
 *     --port}, {@code default}
 * @param base directory that relative paths in the text start from
 */
record Setting(String text, String source, Path base) {

  /** The source of texts that nobody wrote. */
  static final String DEFAULT = "default";
}
