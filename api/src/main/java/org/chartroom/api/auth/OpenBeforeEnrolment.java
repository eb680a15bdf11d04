package org.chartroom.api.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A call that a session may make also when its person has to set up a second factor first, and has not. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface OpenBeforeEnrolment {}
