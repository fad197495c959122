package dev.yinhu.service.config;

/**
 * One fault of the configuration. Never holds the faulty text, which may be a secret in the wrong
 * place.
 *
 * @param source where: file and line, environment variable or option
 * @param message what was expected and what to do
 */
public record ConfigProblem(String source, String message) {

  @Override
  public String toString() {
    return source + ": " + message;
  }
}
