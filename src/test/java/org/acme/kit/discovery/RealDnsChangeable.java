package org.acme.kit.discovery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs a test against the servers that take updates and listen on IPv6. */
@ParameterizedTest
@EnumSource(names = {"NAMED", "KNOT"})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface RealDnsChangeable {}
