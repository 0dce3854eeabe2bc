package quest.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import quest.stage.Stage;

/// Opens the arena: the program `arena`, by a shorter name, with its scores where the learner's other notes are, and a
/// browser where there is one.
@Command(name = "play", header = "Open the arena: Snake for many, in the browser.",
        customSynopsis = {"./quest play [--port N] [--host H] [--bots N] [--data DIR]",
            "             [--tick-millis N] [--seed N] [--no-browser]"},
        footer = {"",
            "  --port N          8080 if not said; 0 takes any that is free",
            "  --host H          127.0.0.1, this machine alone, if not said; 0.0.0.0 lets",
            "                    others in: nobody is asked for a password",
            "  --bots N          AI opponents in the lobby; 3 if not said",
            "  --data DIR        where scores and replays are kept; .quest/arena if not said",
            "  --tick-millis N   how long a tick of the game lasts; 100 if not said",
            "  --seed N          of all that is left to chance; another one each time",
            "  --no-browser      only print the address",
            "",
            "Limits: --max-connections, --max-rooms, --max-message, --echo-max-message,",
            "--chat-rate (0: none). Ctrl-C says goodbye to the players, and saves.",
            "", "Examples:",
            "  ./quest play",
            "  ./quest play --port 0 --bots 8"})
final class PlayCommand implements Callable<Integer> {

    private static final String NO_BROWSER = "--no-browser";

    private final Session session;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = List.of();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    PlayCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var all = new ArrayList<>(arguments);
        boolean browser = !all.remove(NO_BROWSER) && session.screen().isTerminal();
        if (browser) {
            all.add("--open");
        }
        if (!all.contains("--data")) {
            all.addAll(List.of("--data", session.course().notes().resolve("arena").toString()));
        }
        return Stage.run(session.scenes().named("arena", session.course()), all);
    }
}
