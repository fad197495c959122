package dev.yinhu.subjectrights.copy;

import dev.yinhu.fieldaccess.FieldAccess;
import dev.yinhu.piiscanner.PiiEngine;
import dev.yinhu.register.Purpose;
import dev.yinhu.register.Register;
import dev.yinhu.subjectrights.cases.Case;
import dev.yinhu.subjectrights.cases.CasePersons;
import dev.yinhu.subjectrights.cases.PersonSeal;
import dev.yinhu.subjectrights.connect.Stores;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;

/**
 * What copies stand on.
 *
 * @param register that in force
 * @param stores what is read
 * @param persons who the cases are about
 * @param duty the purpose, of use legal-duty, under which values are opened; the register gives
 *     {@code subject-rights} decrypt under it
 * @param accesses who had to do with the data
 * @param engine finds data of others in texts
 * @param signer makes the signed note of the manifest
 * @param strong whether who asks was proven by more than the platform's word, so that numbers of
 *     documents and accounts are told whole
 * @param lifetime for how long a package may be taken
 * @param zone in which times are told on the page
 */
public record CopyGround(
    Jdbi jdbi,
    Supplier<Register> register,
    Supplier<Stores> stores,
    CasePersons persons,
    FieldAccess access,
    Purpose duty,
    AccessHistory accesses,
    Supplier<PiiEngine> engine,
    UnaryOperator<String> signer,
    PersonSeal seal,
    Predicate<Case> strong,
    Duration lifetime,
    ZoneId zone,
    InstantSource clock,
    SecureRandom random) {}
