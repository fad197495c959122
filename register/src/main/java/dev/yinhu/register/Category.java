package dev.yinhu.register;

import java.util.Optional;

/**
 * A category of personal data, with what it does not say itself filled in from its parents.
 *
 * @param key its key
 * @param label what people are shown
 * @param level ordinary or sensitive
 * @param sensitiveKind the kind of PIPL 28 that makes it sensitive, where one applies
 * @param group the data group of the protection plan, where one applies
 * @param enisaClass class for judging the severity of a leak
 * @param mask default mask of its fields
 * @param fewValues whether it has few distinct values (sex, province), so that anything
 *     deterministic over it would tell them
 * @param status how well the facts above are supported
 * @param note source or reservation, for people
 */
public record Category(
    CategoryKey key,
    Label label,
    Level level,
    Optional<SensitiveKind> sensitiveKind,
    Optional<DataGroup> group,
    Optional<EnisaClass> enisaClass,
    Optional<MaskName> mask,
    boolean fewValues,
    SourceStatus status,
    Optional<String> note) {}
