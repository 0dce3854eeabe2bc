package quest.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import quest.stage.Stage;

/// Plays a scene. What stands after the scene's name is the scene's own affair.
@Command(name = "run", header = "Play a scene.",
        customSynopsis = "./quest run NAME [--virtual] [--speed N] [--trace FILE] [the scene's own arguments]",
        footer = {"", "Examples:", "  ./quest run two-heroes", "  ./quest run two-heroes --speed 5",
                "  ./quest run never-block-the-loop --trace blocked.html", "",
                "What a scene's own arguments are: ./quest run NAME --help"})
final class RunCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "The scene, as ./quest scenes lists it.")
    private List<String> nameAndArguments = List.of();

    @Option(names = "--virtual", description = "Do not wait: time jumps from one event to the next.")
    private boolean virtual;

    @Option(names = "--speed", paramLabel = "N", description = "Play N times as fast.")
    private String speed;

    @Option(names = "--trace", paramLabel = "FILE", description = "Draw who ran and who waited when: a .html file is "
            + "a page for the browser, a .json file is for Perfetto.")
    private String trace;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (nameAndArguments.isEmpty()) {
            var call = session.course().call();
            throw QuestException.usage("Which scene? For example: " + call + " run "
                    + session.scenes().all().stream().map(scene -> scene.name()).findFirst().orElse("NAME")
                    + "\nSee all scenes: " + call + " scenes");
        }
        var scene = session.scenes().named(nameAndArguments.getFirst(), session.course());
        var arguments = new ArrayList<String>();
        if (virtual) {
            arguments.add("--virtual");
        }
        if (speed != null) {
            arguments.addAll(List.of("--speed", speed));
        }
        if (trace != null) {
            arguments.addAll(List.of("--trace", trace));
        }
        arguments.addAll(nameAndArguments.subList(1, nameAndArguments.size()));
        var exitCode = Stage.run(scene, arguments);
        if (exitCode == ExitCode.OK && !arguments.contains("--help") && !arguments.contains("-h")) {
            session.notebook().rememberPlayed(scene.name());
        }
        return exitCode;
    }
}
