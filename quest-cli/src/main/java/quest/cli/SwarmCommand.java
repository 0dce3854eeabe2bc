package quest.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import quest.stage.Stage;

/// Sends players by the thousand: the program `swarm`, by a shorter name. What its arguments mean is its own affair.
@Command(name = "swarm", header = "Send players by the thousand against a server.",
        customSynopsis = {"./quest swarm [--players N] [--target HOST:PORT]",
            "               [--protocol action|position|arena] [--seconds N]",
            "               [--warmup N] [--pipeline N | --rate N] [--action LINE]",
            "               [--seed N] [--allow-remote]"},
        footer = {"",
            "  --players N       how many; 100 if not said",
            "  --target          the server; on this machine if not said",
            "  --protocol        what it speaks; action if not said",
            "  --seconds N       for how long it is measured; 10 if not said",
            "  --warmup N        seconds before that; 2 if not said",
            "  --pipeline N      requests that each player has under way; 1 if not said",
            "  --rate N          instead: N requests a second over all players, and",
            "                    latencies counted from when each was due",
            "  --action LINE     what players of the action server send; random actions",
            "                    if not said",
            "  --seed N          another seed, other actions, moves and turns",
            "  --allow-remote    the target may be another machine, which is yours",
            "", "In the arena they play in rooms of twenty, and a request is a ping: how long the",
            "server keeps a message waiting while all of them play. Without --rate the pings",
            "come as fast as they are answered.",
            "", "Examples, with a server in another terminal:",
            "  ./quest run action-server --port 5000",
            "  ./quest swarm --players 1000 --target 127.0.0.1:5000",
            "  ./quest swarm --players 100 --rate 5000 --seconds 20",
            "  ./quest swarm --protocol arena --players 500 --rate 500"})
final class SwarmCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = List.of();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    SwarmCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return Stage.run(session.scenes().named("swarm", session.course()), arguments);
    }
}
