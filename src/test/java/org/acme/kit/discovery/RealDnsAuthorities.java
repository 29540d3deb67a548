package org.acme.kit.discovery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs a test against each server that has the zone or a copy of it. */
@ParameterizedTest
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DNSDIST")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface RealDnsAuthorities {}
