/**
 * The demo: a shop with people who do not exist, its personal columns protected in place through
 * the service's own API, and a walk through what the service is for.
 *
 * <p>{@link dev.yinhu.service.demo.Demo} prepares and runs; each thing shown is a {@link
 * dev.yinhu.service.demo.DemoStep} in the list of {@link dev.yinhu.service.demo.DemoSteps}. A new
 * capability adds a step there.
 */
@NullMarked
package dev.yinhu.service.demo;

import org.jspecify.annotations.NullMarked;
