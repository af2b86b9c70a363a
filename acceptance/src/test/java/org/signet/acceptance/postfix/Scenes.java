package org.signet.acceptance.postfix;

import java.util.ArrayList;
import java.util.List;

/** All scenes, in the order of the table. */
final class Scenes {
    private final List<Scene> scenes = new ArrayList<>();
    private int addresses;

    private Scenes() {}

    static List<Scene> all() {
        Scenes scenes = new Scenes();
        EndEntityScenes.addTo(scenes);
        TrustAnchorScenes.addTo(scenes);
        RecordScenes.addTo(scenes);
        DnsScenes.addTo(scenes);
        AliasScenes.addTo(scenes);
        HostScenes.addTo(scenes);
        DialogueScenes.addTo(scenes);
        return List.copyOf(scenes.scenes);
    }

    /** Begins a scene in the zone where everything is signed. */
    Scene scene(String name, String story) {
        return scene(name, Zone.SIGNED, story);
    }

    Scene scene(String name, Zone zone, String story) {
        if (scenes.stream().anyMatch(other -> other.name().equals(name))) {
            throw new IllegalArgumentException("There are two scenes " + name);
        }
        Scene scene = new Scene(this, name, zone, story);
        scenes.add(scene);
        return scene;
    }

    String nextAddress() {
        addresses++;
        return "127.0." + (5 + addresses / 250) + "." + (1 + addresses % 250);
    }
}
