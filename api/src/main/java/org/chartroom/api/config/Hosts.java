package org.chartroom.api.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What the names of hosts in the configuration mean. */
final class Hosts {
    private Hosts() {}

    /** Whether it is this machine, reached by nobody else; false also when the name is not known. */
    static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
