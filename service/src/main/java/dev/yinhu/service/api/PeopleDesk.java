package dev.yinhu.service.api;

import dev.yinhu.breachresponse.compensation.Compensations;
import dev.yinhu.breachresponse.tell.Addressees;
import dev.yinhu.breachresponse.tell.PersonLists;
import dev.yinhu.breachresponse.tell.Tellings;
import dev.yinhu.register.SubjectId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/**
 * What is said to the people of incidents, and given to them. Thread-safe; blocks.
 *
 * @param references of those of some people who are known
 */
public record PeopleDesk(
    Tellings tellings,
    Addressees addressees,
    PersonLists lists,
    Compensations compensations,
    Function<Collection<SubjectId>, Map<SubjectId, String>> references) {}
