package quest.tasks.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static quest.tasks.scenes.ScriptedPause.played;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AiOpponentsTest {

    @Test
    void startedThreadsActOnAfterTheRoomIsClosed() throws Exception {
        assertThat(played(AiOpponents::threads, script -> script
                .on("goblin").on("player", "goblin: throws a stone", "troll pauses", "witch pauses")
                .on("troll", "player: leaves, and the room closes").on("nobody", "troll: swings the club")
                .forEver("goblin").forEver("troll").forEver("witch"))).containsExactly(
                "goblin: throws a stone",
                "player: leaves, and the room closes",
                "troll: swings the club",
                "scene: hunts them down, one by one, as nobody else would",
                "goblin: is told to stop, and goes",
                "troll: is told to stop, and goes",
                "witch: is told to stop, and goes");
    }

    @Test
    void closingTheRoomEndsThemAll() throws Exception {
        var told = played(AiOpponents::room, script -> script
                .on("goblin").on("troll", "goblin: throws a stone").on("witch", "troll: swings the club")
                .on("goblin", "witch: stirs the pot")
                .forEver("goblin").forEver("troll").forEver("witch")
                .on("player", "witch: stirs the pot"));

        assertThat(told).startsWith("goblin: throws a stone", "troll: swings the club", "witch: stirs the pot")
                .contains("player: leaves")
                .contains("goblin: is told to stop, and goes", "troll: is told to stop, and goes",
                        "witch: is told to stop, and goes")
                .endsWith("room: is closed, and empty");
    }

    @Test
    void whoDoesNotListenKeepsTheRoomOpen() throws Exception {
        var told = played(AiOpponents::roomWithAnOgre, script -> script
                .forEver("goblin").on("ogre").forEver("ogre")
                .on("player", "ogre: stamps, 1 of 3", "goblin pauses")
                .on("ogre", "goblin: is told to stop, and goes",
                        "room: is cancelled; it can close when all have gone")
                .on("ogre"));

        assertThat(told).startsWith("ogre: stamps, 1 of 3", "player: leaves").endsWith(
                "ogre: stamps, 2 of 3", "ogre: stamps, 3 of 3", "room: is closed, and empty");
        assertThat(told.subList(2, told.size() - 3)).containsExactlyInAnyOrder("goblin: is told to stop, and goes",
                "ogre: is told to stop, and does not listen", "room: is cancelled; it can close when all have gone");
    }
}
