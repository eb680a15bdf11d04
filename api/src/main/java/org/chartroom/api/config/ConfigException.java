package org.chartroom.api.config;

/** The configuration cannot be used. The message says where and what was probably meant; it is for the one who wrote it. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
