package quest.futures.scenes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import quest.eventloop.EventLoop;
import quest.futures.Futures;
import quest.stage.Scene;
import quest.stage.Stage;

/// A move is written to the chronicle, costs stamina, changes the position, and is told to all players: four steps, of
/// which the telling needs what the moving finds out. All at once, in order, and each as early as it may begin.
public final class WhatMayRunTogether implements Scene {

    private static final Duration CHRONICLE = Duration.ofMillis(100);
    private static final Duration STAMINA = Duration.ofMillis(50);
    private static final Duration MOVING = Duration.ofMillis(75);
    private static final Duration TELLING = Duration.ofMillis(200);

    private record Position(int x, int y) {
        private Position east() {
            return new Position(x + 1, y);
        }

        @Override
        public String toString() {
            return "(%d, %d)".formatted(x, y);
        }
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        play(stage, stage.newLoop());
    }

    void play(Stage stage, EventLoop loop) {
        var rows = new ArrayList<String>();
        rows.add(row("way", "took", "players know", "position", ""));

        stage.act("All at once");
        rows.add(measure(stage, loop, "all at once", Move::allAtOnce));
        stage.act("In order");
        rows.add(measure(stage, loop, "in order", Move::inOrder));
        stage.act("Together what is independent");
        rows.add(measure(stage, loop, "independent together", Move::independentTogether));

        stage.print("");
        rows.forEach(stage::print);
    }

    private static String measure(Stage stage, EventLoop loop, String way, Function<Move, CompletableFuture<?>> steps) {
        var move = new Move(stage, loop);
        loop.runUntilComplete(steps.apply(move));
        var took = stage.elapsed();
        boolean right = move.toldToPlayers.equals(move.position);
        stage.tell("players", "believe the hero to be at %s%s".formatted(move.toldToPlayers,
                right ? "" : ", but it is at " + move.position));
        return row(way, took.toMillis() + " ms", move.toldToPlayers.toString(), move.position.toString(),
                right ? "right" : "wrong");
    }

    private static String row(String way, String took, String known, String position, String verdict) {
        return "%-22s%7s  %-14s%-10s%s".formatted(way, took, known, position, verdict).stripTrailing();
    }

    private static final class Move {
        private final Stage stage;
        private final EventLoop loop;
        private Position position = new Position(3, 4);
        private Position toldToPlayers;

        private Move(Stage stage, EventLoop loop) {
            this.stage = stage;
            this.loop = loop;
        }

        private CompletableFuture<?> allAtOnce() {
            return Futures.gather(List.of(writeChronicle(), takeStamina(), changePosition(), tellPlayers()));
        }

        private CompletableFuture<?> inOrder() {
            return writeChronicle()
                    .thenCompose(_ -> takeStamina())
                    .thenCompose(_ -> changePosition())
                    .thenCompose(_ -> tellPlayers());
        }

        /// The telling comes after the moving. The other two know nothing of each other, nor of these.
        private CompletableFuture<?> independentTogether() {
            return Futures.gather(List.of(
                    writeChronicle(),
                    takeStamina(),
                    changePosition().thenCompose(_ -> tellPlayers())));
        }

        private CompletableFuture<Void> writeChronicle() {
            return step("chronicle", "begins to write", CHRONICLE).thenRun(() -> done("chronicle", "has written"));
        }

        private CompletableFuture<Void> takeStamina() {
            return step("stamina", "is being taken", STAMINA).thenRun(() -> done("stamina", "is taken"));
        }

        private CompletableFuture<Void> changePosition() {
            return step("hero", "leaves " + position, MOVING).thenRun(() -> {
                position = position.east();
                done("hero", "is at " + position);
            });
        }

        /// Sends the position as it is when the telling begins: what is on its way cannot be changed any more.
        private CompletableFuture<Void> tellPlayers() {
            var sent = position;
            return step("herald", "rides out with the news: " + sent, TELLING).thenRun(() -> {
                toldToPlayers = sent;
                done("herald", "has told all players");
            });
        }

        private CompletableFuture<Void> step(String who, String what, Duration takes) {
            stage.tell(who, what);
            return Futures.delay(loop, takes);
        }

        private void done(String who, String what) {
            stage.tell(who, what);
        }
    }

    @Override
    public int lesson() {
        return 2;
    }

    @Override
    public String title() {
        return "What may run together: fast and wrong, right and slow, or as fast as is right";
    }

    @Override
    public String remark() {
        return """
                All at once is the fastest, and the players know a position that is no longer
                true. No exception says so: the price of concurrency where one step needs
                another's result. Ask of each step what it reads and who writes that. What
                comes out is a graph, and the longest way through it, here moving and then
                telling, is the shortest time that can be right.
                """;
    }
}
