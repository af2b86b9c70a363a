package org.signet.acceptance.postfix;

import java.util.Arrays;
import java.util.List;

/** One mail on each side: a scene at one setting. */
record Trial(Scene scene, Way way) {
    /** Returns the recipient, which tells all trials apart. */
    String recipient() {
        return recipient(way, scene.domain());
    }

    static String recipient(Way way, String domain) {
        return way.word() + "@" + domain;
    }

    static List<Trial> of(List<Scene> scenes) {
        return Arrays.stream(Way.values())
                .flatMap(way -> scenes.stream().map(scene -> new Trial(scene, way)))
                .filter(trial -> trial.way == Way.DANE || !trial.scene.endsPostfix())
                .toList();
    }

    @Override
    public String toString() {
        return way.word() + " " + scene.name();
    }
}
