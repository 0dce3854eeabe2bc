package quest.gameserver.scenes;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import quest.gameserver.action.Style;
import quest.gameserver.measure.Comparison;
import quest.gameserver.program.Flags;
import quest.stage.Scene;
import quest.stage.Stage;
import quest.stage.WrongUsage;

/// The five styles of the action server, measured beside each other. A minute and a half a round.
public final class FiveStyles implements Scene {

    private static final Duration WARM_UP = Duration.ofSeconds(3);

    void main(String[] args) {
        Stage.main(this, args);
    }

    @Override
    public void play(Stage stage) throws Exception {
        var flags = Flags.parse(stage.arguments(), Set.of("--rounds", "--seconds", "--players", "--idle"), Set.of());
        var comparison = new Comparison(List.of(Style.values()), crowds(flags.text("--players", "1,100,1000")),
                flags.number("--idle", 1_000, 1, 50_000), flags.number("--rounds", 1, 1, 100), WARM_UP,
                Duration.ofSeconds(flags.number("--seconds", 3, 1, 600)));
        stage.tell("meter", Comparison.keepSwarmAside());
        comparison.run(what -> stage.tell("meter", what));
        stage.print("\n" + comparison.table());
    }

    private static List<Integer> crowds(String text) {
        try {
            var crowds = Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
            if (crowds.stream().allMatch(players -> players > 0)) {
                return crowds;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new WrongUsage("--players wants numbers above 0 with commas between, such as 1,100,1000, not " + text);
    }

    @Override
    public int lesson() {
        return 4;
    }

    @Override
    public boolean supportsVirtualTime() {
        return false;
    }

    @Override
    public String usage() {
        return "[--rounds N] [--seconds N] [--players N,N,...] [--idle N]";
    }

    @Override
    public String title() {
        return "Five styles: the action server in each, measured. Takes over a minute";
    }

    @Override
    public String remark() {
        return """
                Each server ran in a JVM of its own, one after the other, and the swarm in
                this one. Compare the styles of one run with each other, and with no figure
                from another machine. With --rounds 5 you see the middle of five.
                """;
    }
}
