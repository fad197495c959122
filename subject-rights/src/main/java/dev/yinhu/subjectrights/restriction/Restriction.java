package dev.yinhu.subjectrights.restriction;

import dev.yinhu.register.FieldRef;
import dev.yinhu.subjectrights.CaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * That somebody's data are read for legal duties only.
 *
 * @param id its number
 * @param subject reference of the person in the access log
 * @param field of which; empty of all fields that there are and will be
 * @param caseId the request by which it came
 * @param placed since when
 */
public record Restriction(
    long id, String subject, Optional<FieldRef> field, CaseId caseId, Instant placed) {}
