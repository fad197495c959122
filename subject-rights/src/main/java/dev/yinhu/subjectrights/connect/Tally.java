package dev.yinhu.subjectrights.connect;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Rows of a person that one part of a plan is for.
 *
 * @param rows how many
 * @param earliest the earliest date among them, where rows are told apart by one and any has it
 * @param latest the latest
 */
public record Tally(long rows, Optional<LocalDate> earliest, Optional<LocalDate> latest) {}
