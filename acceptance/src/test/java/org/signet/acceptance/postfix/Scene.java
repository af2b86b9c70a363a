package org.signet.acceptance.postfix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One recipient domain: its records, its mail hosts, and what is wrong with them.
 *
 * <p>Names are absolute, with the dot at the end; the zone follows from the name.
 */
final class Scene {
    private final Scenes all;
    private final String name;
    private final String story;
    private final String apex;
    private final List<String> records = new ArrayList<>();
    private final Map<String, String> broken = new LinkedHashMap<>();
    private final List<Host> hosts = new ArrayList<>();
    private int nextPreference = 10;
    private boolean triedTwice;
    private boolean wildcard;
    private boolean anyHost;
    private boolean endsPostfix;

    Scene(Scenes all, String name, Zone zone, String story) {
        this.all = all;
        this.name = name;
        this.story = story;
        this.apex = name + "." + zone.apex();
    }

    String name() {
        return name;
    }

    String story() {
        return story;
    }

    /** Returns the recipient domain. */
    String domain() {
        return (wildcard ? "any." : "") + apex.substring(0, apex.length() - 1);
    }

    List<String> records() {
        return records;
    }

    List<Host> hosts() {
        return hosts;
    }

    /** The signatures to be broken after signing: owner name to the type that is covered. */
    Map<String, String> broken() {
        return broken;
    }

    boolean triedTwice() {
        return triedTwice;
    }

    /** Returns the recipient domain as an absolute name. */
    String apex() {
        return apex;
    }

    /** Returns the absolute name of a label in this domain. */
    String at(String label) {
        return label + "." + apex;
    }

    /** Returns the absolute name of a label for this scene in another zone. */
    String at(String label, Zone zone) {
        return label + "." + name + "." + zone.apex();
    }

    /** Returns the name that a host of this name gives itself: an alias's target. */
    String server(String hostName) {
        return records.stream()
                .filter(record -> record.startsWith(hostName + ". CNAME "))
                .map(record -> record.substring(hostName.length() + 8, record.length() - 1))
                .findFirst()
                .orElse(hostName);
    }

    /** Adds a host {@code mx} with an MX record of a higher preference number than the last. */
    Host host() {
        return host("mx");
    }

    Host host(String label) {
        return hostNamed(at(label));
    }

    /** Adds a host with an absolute name and an MX record for it. */
    Host hostNamed(String hostName) {
        mx(hostName);
        return hostWithoutMx(hostName);
    }

    /** Adds a host that no MX record of this domain names directly. */
    Host hostWithoutMx(String hostName) {
        Host host = new Host(this, hostName, all.nextAddress());
        hosts.add(host);
        return host;
    }

    /** Adds a host that is the domain itself. */
    Host implicitHost() {
        return hostWithoutMx(apex);
    }

    Scene mx(String hostName) {
        return mx(nextPreference, hostName);
    }

    Scene mx(int preference, String hostName) {
        nextPreference = preference + 10;
        return record(apex, "MX " + preference + " " + hostName);
    }

    /** Adds a record: owner, then type and data. */
    Scene record(String owner, String typeAndData) {
        records.add(owner + " " + typeAndData);
        return this;
    }

    /** Makes the record set bogus: its signature is altered after signing. */
    Scene breakSignature(String owner, String type) {
        broken.put(owner, type);
        return this;
    }

    /** Leaves open which host takes the mail. */
    Scene byAnyHost() {
        anyHost = true;
        return this;
    }

    boolean anyHost() {
        return anyHost;
    }

    /** Ends a process of Postfix, and with it for a while the service that it belongs to. */
    Scene endingPostfix() {
        endsPostfix = true;
        return this;
    }

    boolean endsPostfix() {
        return endsPostfix;
    }

    /** Sends to a domain below this one that only a wildcard stands for. */
    Scene wildcard() {
        wildcard = true;
        return this;
    }

    /** Has a mail that was deferred tried again. */
    Scene twice() {
        triedTwice = true;
        return this;
    }
}
