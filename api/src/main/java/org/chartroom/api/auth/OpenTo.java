package org.chartroom.api.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.chartroom.models.record.Role;

/** The roles to which a call is open. A call without this, {@link OpenToSignedIn} or {@link OpenToAll} is open to nobody. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OpenTo {
    /** Any one of them is enough. */
    Role[] value();
}
