package org.lacuna.core;

/**
 * The version that models and reports record; a build test keeps it equal to the bundles' version.
 */
public final class Software {
    public static final String NAME = "Lacuna";
    public static final String VERSION = "0.1.0";

    private Software() {}
}
