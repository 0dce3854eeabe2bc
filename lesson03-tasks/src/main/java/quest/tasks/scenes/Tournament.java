package quest.tasks.scenes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;
import java.util.concurrent.ThreadFactory;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.stage.WrongUsage;

/// A knock-out tournament of a thousand players. Each match is a scope of four steps, inside the scope of its round,
/// inside the scope of the tournament: one deadline, and one end, for all of it.
public final class Tournament implements Scene {

    private record Step(String what, Duration takes) {
    }

    /// What the server does for a match. None of the four needs another's result.
    private static final List<Step> MATCH = List.of(
            new Step("check the players", Duration.ofMillis(100)),
            new Step("read the map", Duration.ofMillis(50)),
            new Step("save the match", Duration.ofMillis(75)),
            new Step("tell the spectators", Duration.ofMillis(200)));

    private static final int PLAYERS = 1000;
    private static final int MOST = 10_000;
    private static final long SEED = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ThreadFactory threads;
    private final Waiting waiting;

    /// How a step of a match waits for the others' answer.
    interface Waiting {
        void take(Stage stage, Duration duration) throws Exception;
    }

    public Tournament() {
        this(Thread.ofVirtual().factory(), Stage::sleep);
    }

    /// @param threads for all that is forked
    Tournament(ThreadFactory threads, Waiting waiting) {
        this.threads = threads;
        this.waiting = waiting;
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        var wish = Wish.of(stage.arguments());
        stage.act("One match, a step after the other");
        for (var step : MATCH) {
            stage.sleep(step.takes());
            stage.tell("match", step.what());
        }
        var oneMatch = stage.elapsed();

        stage.act("%d players, all matches of a round together".formatted(wish.players));
        var result = tournament(stage, wish);
        var together = stage.elapsed();
        stage.tell("champion", "player " + result.champion());

        var inTurn = inTurn().multipliedBy(result.matches());
        stage.print("""

                A match, step after step: %s, measured. %d of them one after the other
                would take %d x %d ms = %s. That is computed, nobody waited for it.
                Together: %d rounds of %d ms would be %s.
                Measured: %s, which is %s times as fast."""
                .formatted(Stage.seconds(oneMatch), result.matches(), result.matches(), inTurn().toMillis(),
                        seconds(inTurn), result.rounds(), longest().toMillis(),
                        Stage.seconds(longest().multipliedBy(result.rounds())), Stage.seconds(together),
                        Math.round((double) inTurn.toNanos() / together.toNanos())));
    }

    /// What came out.
    record Result(int champion, int rounds, int matches) {
    }

    /// The outermost scope: when its minute is over, or its owner is interrupted, everything inside it ends, down to
    /// the last step of the last match.
    private Result tournament(Stage stage, Wish wish) throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Result>allSuccessfulOrThrow(), configuration -> configuration
                .withName("tournament").withThreadFactory(threads).withTimeout(patience(stage)))) {
            var referee = scope.fork(() -> allRounds(stage, wish));
            scope.join();
            return referee.get();
        }
    }

    /// A minute of the machine's, and of the game's where that is longer.
    private static Duration patience(Stage stage) {
        return Duration.ofNanos(Math.max(PATIENCE.toNanos(), stage.clock().toRealNanos(PATIENCE.toNanos())));
    }

    private Result allRounds(Stage stage, Wish wish) throws InterruptedException {
        var random = new SplittableRandom(wish.seed);
        var bracket = Bracket.shuffled(wish.players, random);
        int rounds = 0;
        int played = 0;
        while (!bracket.isDecided()) {
            rounds++;
            var begun = stage.elapsed();
            var winners = round(stage, rounds, bracket.matches(random));
            stage.tell("round " + rounds, "%5d players, %4d %s in %s".formatted(bracket.players().size(),
                    winners.size(), winners.size() == 1 ? "match,  " : "matches,", Stage.seconds(stage.elapsed().minus(begun))));
            played += winners.size();
            bracket = bracket.next(winners);
        }
        return new Result(bracket.players().getFirst(), rounds, played);
    }

    /// @return the winners, in the order of the matches, not in that of their ends
    private List<Integer> round(Stage stage, int number, List<Bracket.Match> matches) throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Integer>allSuccessfulOrThrow(),
                configuration -> configuration.withName("round " + number).withThreadFactory(threads))) {
            for (var match : matches) {
                scope.fork(() -> match(stage, match));
            }
            return scope.join().map(Subtask::get).toList();
        }
    }

    private int match(Stage stage, Bracket.Match match) throws InterruptedException {
        try (var scope = StructuredTaskScope.open(Joiner.<Void>awaitAllSuccessfulOrThrow(),
                configuration -> configuration.withName("match " + match.number()).withThreadFactory(threads))) {
            for (var step : MATCH) {
                scope.fork(() -> {
                    waiting.take(stage, step.takes());
                    return null;
                });
            }
            scope.join();
            return match.winner();
        }
    }

    private static Duration inTurn() {
        return MATCH.stream().map(Step::takes).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration longest() {
        return MATCH.stream().map(Step::takes).max(Duration::compareTo).orElseThrow();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
    }

    /// What the reader wants to see.
    private record Wish(int players, long seed) {

        private static Wish of(List<String> arguments) {
            long players = PLAYERS;
            long seed = SEED;
            for (var rest = arguments.iterator(); rest.hasNext(); ) {
                var name = rest.next();
                long number = number(rest.hasNext() ? rest.next() : "nothing");
                switch (name) {
                    case "--players" -> players = number;
                    case "--seed" -> seed = number;
                    default -> throw new WrongUsage("expected --players N or --seed N, not " + name);
                }
            }
            if (players < 2 || players > MOST) {
                throw new WrongUsage("expected 2 to %d players, not %d".formatted(MOST, players));
            }
            return new Wish((int) players, seed);
        }

        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException _) {
                throw new WrongUsage("expected a number, not " + text);
            }
        }
    }

    @Override
    public int lesson() {
        return 3;
    }

    @Override
    public String title() {
        return "The tournament: 999 matches, ten rounds, three scopes inside each other";
    }

    @Override
    public String usage() {
        return "[--players N] [--seed N]";
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String remark() {
        return """
                All matches of a round wait at the same time, and so do the four steps of each:
                a round takes as long as its longest step. Rounds cannot be together, since the
                next needs the winners of this one. A scope's end is the barrier between them:
                nothing of round one can be left when round two begins. The seed decides who
                wins, and not who is quicker: every run has the same champion.
                """;
    }
}
