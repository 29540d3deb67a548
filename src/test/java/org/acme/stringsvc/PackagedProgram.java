package org.acme.stringsvc;

/** Knows where the packaged program listens; Quarkus tells its tests the port of the business only. */
final class PackagedProgram {

    private PackagedProgram() {}

    /** Returns the address of a path below {@code /q} on the management interface. */
    static String management(String path) {
        return "http://localhost:" + System.getProperty("test.management.port") + "/q" + path;
    }
}
