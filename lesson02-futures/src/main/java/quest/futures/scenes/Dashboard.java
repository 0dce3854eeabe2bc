package quest.futures.scenes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import quest.eventloop.EventLoop;
import quest.futures.Futures;
import quest.stage.Lanes;
import quest.stage.Scene;
import quest.stage.Stage;

/// A player's page from four questions to the database, none of which needs another's answer: one by one, then
/// together.
public final class Dashboard implements Scene {

    private static final List<Query> QUERIES = List.of(
            new Query("stats", 150, "level 12, 340 wins"),
            new Query("recent games", 200, "won, lost, won"),
            new Query("rank", 100, "17th of 2,048"),
            new Query("achievements", 120, "dragon slayer"));

    /// A question, how long its answer takes, and the answer.
    private record Query(String name, long millis, String answer) {
    }

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) {
        play(stage, stage.newLoop());
    }

    void play(Stage stage, EventLoop loop) {
        stage.act("One by one");
        var sequence = new Page(stage, loop);
        var oneByOne = sequence.askOneByOne();

        stage.act("Together");
        var concurrent = new Page(stage, loop);
        var together = concurrent.askTogether();

        stage.print("\nOne by one, %d ms\n%s\n".formatted(oneByOne.toMillis(), sequence.picture));
        stage.print("Together, %d ms\n%s\n".formatted(together.toMillis(), concurrent.picture));
        stage.print("The answers add up to %d ms, the longest takes %d ms."
                .formatted(QUERIES.stream().mapToLong(Query::millis).sum(),
                        QUERIES.stream().mapToLong(Query::millis).max().orElseThrow()));
    }

    private static final class Page {
        private final Stage stage;
        private final EventLoop loop;
        private final Lanes picture = new Lanes();

        private Page(Stage stage, EventLoop loop) {
            this.stage = stage;
            this.loop = loop;
        }

        private Duration askOneByOne() {
            var answers = new ArrayList<String>();
            for (var query : QUERIES) {
                answers.add(loop.runUntilComplete(ask(query)));
            }
            return show(answers);
        }

        private Duration askTogether() {
            var asked = QUERIES.stream().map(this::ask).toList();
            return show(loop.runUntilComplete(Futures.gather(asked)));
        }

        private CompletableFuture<String> ask(Query query) {
            stage.tell(query.name(), "is asked for");
            picture.note(query.name(), "under way");
            var begun = stage.elapsed();
            return Futures.delay(loop, Duration.ofMillis(query.millis()), query.answer()).thenApply(answer -> {
                picture.draw(query.name(), '#', begun, stage.elapsed());
                picture.note(query.name(), stage.elapsed().minus(begun).toMillis() + " ms");
                stage.tell(query.name(), "is there: " + answer);
                return answer;
            });
        }

        private Duration show(List<String> answers) {
            stage.tell("page", "shows " + String.join("; ", answers.subList(0, 2))
                    + ";\n" + String.join("; ", answers.subList(2, answers.size())));
            return stage.elapsed();
        }
    }

    @Override
    public int lesson() {
        return 2;
    }

    @Override
    public String title() {
        return "Dashboard: four answers for one page, after the sum or after the longest";
    }

    @Override
    public String remark() {
        return """
                One by one costs the sum of the four, together the longest of them. The answers
                come in the order of their times and are handed over in the order of the
                questions, so the page looks the same. It worked because no question needs
                another's answer; see what-may-run-together for one that does.
                """;
    }
}
