package quest.eventloop.scenes;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import quest.eventloop.explore.Exploration;
import quest.eventloop.explore.Explorer;
import quest.eventloop.explore.Run;
import quest.eventloop.explore.Step;
import quest.eventloop.scenes.Town.Onlooker;
import quest.eventloop.scenes.Town.Purchase;
import quest.stage.Keyboard;
import quest.stage.Stage;
import quest.stage.Typed;

/// The third part of the scene [LostGold]: the reader chooses who is next, and tries to lose the gold.
final class LostGoldByHand {

    /// If nobody is at the keyboard: all of bob's day falls into ann's pause.
    private static final Typed[] SCRIPT = Stream.of("1", "2", "2", "2", "2")
            .map(line -> new Typed(Duration.ofSeconds(1), line)).toArray(Typed[]::new);

    /// The reader has had enough.
    private static final class Left extends RuntimeException {
    }

    private final Stage stage;
    private final Purchase purchase;
    private final Keyboard keyboard;
    private final List<Step> done = new ArrayList<>();
    private int purse = Town.PURSE;
    private boolean saidWhoIsLeft;

    LostGoldByHand(Stage stage, Purchase purchase) {
        this.stage = stage;
        this.purchase = purchase;
        this.keyboard = stage.keyboard(SCRIPT);
    }

    void play() throws InterruptedException {
        stage.act(switch (purchase) {
            case FROM_WHAT_WAS_SEEN -> "You are the scheduler: make them lose gold";
            case WITH_GOLD_SET_ASIDE -> "You are the scheduler: make them lose gold, although it is mended";
        });
        stage.print("""
                Ann buys a sword for %d, bob sells furs for %d. The purse holds %d, and should
                hold %d in the end. Type a number to say whose step is next; q to leave."""
                .formatted(Town.SWORD, Town.FURS, Town.PURSE, Town.EXPECTED));
        try {
            end(Explorer.run(Town.program(purchase, this::tell), this::choose));
        } catch (Left _) {
            stage.print("You leave in the middle of the day, after %s. Gold: %d.".formatted(
                    done.isEmpty() ? "no step" : done.size() == 1 ? "1 step" : done.size() + " steps", purse));
        }
    }

    private void tell(String who, String what, int purse) {
        this.purse = purse;
        stage.tell(who, what);
    }

    private int choose(List<Runnable> ready) {
        var steps = Step.named(ready);
        var chosen = steps.size() == 1 ? onlyOne(steps.getFirst()) : ask(steps);
        done.add(chosen);
        return steps.indexOf(chosen);
    }

    private Step onlyOne(Step step) {
        if (!saidWhoIsLeft) {
            saidWhoIsLeft = true;
            stage.print("\nNothing is left to choose: only %s has more to do.".formatted(step.who()));
        }
        return step;
    }

    /// Asks until the answer is one. Listed by name, so that ann is always number 1.
    private Step ask(List<Step> ready) {
        var steps = ready.stream().sorted(Comparator.comparing(Step::who)).toList();
        stage.print("\nThe purse holds %d gold.".formatted(purse));
        for (int i = 0; i < steps.size(); i++) {
            var who = steps.get(i).who();
            stage.print("%-6s    %s %s".formatted(i == 0 ? "Done:" : "", who, deedsOf(who)));
        }
        for (int i = 0; i < steps.size(); i++) {
            stage.print("%-6s %d  %s %s".formatted(i == 0 ? "Ready:" : "", i + 1, steps.get(i).who(), steps.get(i).what()));
        }
        stage.print("Which is next?");
        while (true) {
            var answer = readLine();
            for (int i = 0; i < steps.size(); i++) {
                if (answer.equals(Integer.toString(i + 1)) || answer.equals(steps.get(i).who())) {
                    return steps.get(i);
                }
            }
            stage.print("'%s' is none of them. Type a number from 1 to %d, or q to leave.".formatted(answer, steps.size()));
        }
    }

    private String deedsOf(String who) {
        var deeds = done.stream().filter(step -> step.who().equals(who)).map(Step::what).collect(Collectors.joining(", "));
        return deeds.isEmpty() ? "nothing" : deeds;
    }

    /// The end of the input is a way to leave, and so is a keyboard that is out of order.
    private String readLine() {
        try {
            var line = keyboard.readLine();
            if (line != null && !line.strip().equalsIgnoreCase("q")) {
                return line.strip().toLowerCase(Locale.ROOT);
            }
        } catch (IOException _) {
            stage.print("The keyboard is out of order.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new Left();
    }

    private void end(Run run) throws InterruptedException {
        stage.tell("purse", Town.verdict(purse));
        stage.print("\n" + switch (run) {
            case Run.Failed _ -> "You have found the race.";
            case Run.Passed _ -> comparedWithAll();
        });
        stage.print("To see it again: ./quest run lost-gold --schedule %s%s".formatted(run.schedule(), switch (purchase) {
            case FROM_WHAT_WAS_SEEN -> "";
            case WITH_GOLD_SET_ASIDE -> " --mended";
        }));
    }

    private String comparedWithAll() throws InterruptedException {
        return switch (new Explorer().exploreAll(Town.program(purchase, Onlooker.NOBODY))) {
            case Exploration.Survived(int tried, _) ->
                    "You have lost none, and nobody can: no gold is lost in any of the %d orders.".formatted(tried);
            case Exploration.Faulty faulty -> "No gold is lost in this order. In %d of the %d there are, it is: try again."
                    .formatted(faulty.failing(), faulty.schedules());
        };
    }
}
