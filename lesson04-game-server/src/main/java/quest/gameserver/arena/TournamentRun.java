package quest.gameserver.arena;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import quest.gameserver.snake.Event;

/// A tournament of AI players under way: its matches one after the other, before the eyes of all. On the loop's thread.
final class TournamentRun {

    private static final Duration LONGEST_MATCH = Duration.ofSeconds(60);
    /// So long the end of a match stands, for all to see.
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Bracket bracket;
    private final Supplier<Playfield> newField;
    private final BiConsumer<Playfield, Collection<String>> play;
    private final Runnable news;
    private final Runnable fieldChanged;
    private final long ticksPerMatch;
    private final long ticksOfPause;

    private Playfield field;                // of the match under way
    private List<String> players = List.of();
    private final Map<String, Integer> scores = new HashMap<>();
    private final Map<String, Long> deaths = new HashMap<>();   // the tick of each
    private long ticks;                     // of the match; below 0: it has not begun
    private boolean ended;

    /// @param newField     makes a fresh world
    /// @param play         plays one tick of a world, with those who think
    /// @param news         told whenever [#view] has changed
    /// @param fieldChanged told whenever another world is to be looked at
    TournamentRun(Bracket bracket, Supplier<Playfield> newField, BiConsumer<Playfield, Collection<String>> play,
                  Runnable news, Runnable fieldChanged, Duration tick) {
        this.bracket = bracket;
        this.newField = newField;
        this.play = play;
        this.news = news;
        this.fieldChanged = fieldChanged;
        ticksPerMatch = Math.max(1, LONGEST_MATCH.dividedBy(tick));
        ticksOfPause = PAUSE.dividedBy(tick);
    }

    boolean isRunning() {
        return !ended && bracket.champion() == null;
    }

    TournamentView view() {
        return TournamentView.of(bracket);
    }

    /// The world of the match under way.
    Playfield field() {
        return field;
    }

    void begin() {
        news.run();
        prepareMatch(0);
        open();
    }

    private void prepareMatch(long pause) {
        players = bracket.next().players();
        scores.clear();
        deaths.clear();
        ticks = -pause;
    }

    private void open() {
        field = newField.get();
        fieldChanged.run();
        players.forEach(field::join);
    }

    /// Once a tick of the room.
    void tick() {
        if (ticks < 0) {
            ticks++;
            if (ticks == 0) {
                open();
            }
            return;
        }
        play.accept(field, players);
        ticks++;
        var winner = winner();
        if (winner != null) {
            decide(winner);
        }
    }

    private void decide(String winner) {
        field.end();
        bracket.won(winner);
        news.run();
        if (bracket.champion() == null) {
            prepareMatch(Math.max(1, ticksOfPause));
        } else {
            fieldChanged.run();
        }
    }

    /// The higher score wins; if equal, who has lived longer; if that is equal too, who is named first.
    ///
    /// @return null as long as that may change
    private String winner() {
        var first = players.getFirst();
        var second = players.getLast();
        var leader = compare(first, second) >= 0 ? first : second;
        boolean settled = field.living() == 0 || ticks >= ticksPerMatch
                || field.living() == 1 && field.isAlive(leader);
        return settled ? leader : null;
    }

    private int compare(String a, String b) {
        int byScore = Integer.compare(scores.getOrDefault(a, 0), scores.getOrDefault(b, 0));
        return byScore != 0 ? byScore : Long.compare(life(a), life(b));
    }

    private long life(String player) {
        return deaths.getOrDefault(player, Long.MAX_VALUE);
    }

    /// What happens in the match.
    void happened(Event event) {
        switch (event) {
            case Event.Scored(var player, int score) -> scores.put(player, score);
            case Event.Died(var player, _, _, _) -> deaths.put(player, ticks);
            case Event.Joined _ -> {
                // as expected
            }
        }
    }

    /// Breaks it off.
    void end() {
        if (isRunning()) {
            ended = true;
            field.end();
        }
    }
}
