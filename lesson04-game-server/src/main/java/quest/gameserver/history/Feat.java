package quest.gameserver.history;

import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import quest.tasks.db.PlayerStats;

/// What is worth an achievement, in the order in which a dashboard shows it.
enum Feat {
    FIRST_MEAL("first-meal", (_, stats) -> stats.best() >= 1),
    TEN_POINTS("ten-points", (_, stats) -> stats.best() >= 10),
    FIFTY_POINTS("fifty-points", (_, stats) -> stats.best() >= 50),
    FIRST_KILL("first-kill", (game, _) -> game.kills() >= 1),
    TEN_GAMES("ten-games", (_, stats) -> stats.games() >= 10);

    private final String title;
    private final BiPredicate<Game, PlayerStats> done;

    Feat(String title, BiPredicate<Game, PlayerStats> done) {
        this.title = title;
        this.done = done;
    }

    /// What a game earns, or an earlier one has earned already.
    ///
    /// @param stats with this game
    static List<String> earned(Game game, PlayerStats stats) {
        return Stream.of(values()).filter(feat -> feat.done.test(game, stats)).map(feat -> feat.title).toList();
    }

    /// Those of the titles that are feats, in the feats' order: a game may earn two at once, at the same time.
    static List<String> inOrder(Collection<String> titles) {
        return Stream.of(values()).map(feat -> feat.title).filter(titles::contains).toList();
    }
}
