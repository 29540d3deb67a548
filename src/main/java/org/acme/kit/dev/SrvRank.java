package org.acme.kit.dev;

/**
 * What DNS says of a copy besides its address (RFC 2782).
 *
 * @param inDns whether DNS has the copy at all
 */
record SrvRank(boolean inDns, int priority, int weight) {

    static final SrvRank FIRST = new SrvRank(true, 10, 10);

    private static final int MAX = 65_535;

    SrvRank {
        if (priority < 0 || priority > MAX || weight < 0 || weight > MAX) {
            throw new IllegalArgumentException(
                    "Priority " + priority + " and weight " + weight + " must be from 0 to " + MAX);
        }
    }
}
