package dev.yinhu.service.http;

import java.util.concurrent.Callable;

/**
 * One thing that must work before requests are sent here.
 *
 * @param name shown in the answer of {@code /readyz}
 * @param check true when it works; may block for a moment; throwing means false
 */
public record ReadinessCheck(String name, Callable<Boolean> check) {}
