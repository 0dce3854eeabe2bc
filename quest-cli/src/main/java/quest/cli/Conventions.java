package quest.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What all commands have in common: how help looks, how wrong usage and faults are told, and the exit codes for them.
final class Conventions {

    private Conventions() {
    }

    static CommandLine apply(CommandLine commandLine, Session session, Screen errors) {
        var course = session.course();
        rename(commandLine.getCommandSpec(), course.call());
        return commandLine
                .setColorScheme(CommandLine.Help.defaultColorScheme(session.screen().colours() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Screen.WIDTH)
                .setUsageHelpAutoWidth(false)
                .setOut(new PrintWriter(session.screen().out(), true))
                .setErr(new PrintWriter(errors.out(), true))
                .setParameterExceptionHandler((wrong, _) -> {
                    explain(wrong, session, errors);
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((fault, _, _) -> {
                    if (fault instanceof QuestException told) {
                        errors.line(told.getMessage());
                        return told.exitCode();
                    }
                    errors.line("The course's command has a fault of its own. Please report this:");
                    fault.printStackTrace(errors.out());
                    return ExitCode.ENVIRONMENT;
                });
    }

    /// Help says `quest` where the terminal wants `./quest`, or the other way round: as it is called here, so it is
    /// shown.
    private static void rename(CommandSpec spec, String call) {
        var usage = spec.usageMessage();
        if (spec.parent() == null) {
            spec.name(call);
        }
        usage.footer(replaced(usage.footer(), call));
        usage.description(replaced(usage.description(), call));
        for (var subcommand : spec.subcommands().values()) {
            rename(subcommand.getCommandSpec(), call);
        }
    }

    private static String[] replaced(String[] lines, String call) {
        var replaced = lines.clone();
        for (var i = 0; i < replaced.length; i++) {
            replaced[i] = replaced[i].replace("./quest", call);
        }
        return replaced;
    }

    private static void explain(ParameterException wrong, Session session, Screen errors) {
        var commandLine = wrong.getCommandLine();
        var call = session.course().call();
        var command = commandLine.getCommandSpec().qualifiedName();
        if (wrong instanceof UnmatchedArgumentException unmatched && commandLine.getParent() == null
                && !unmatched.isUnknownOption()) {
            var asked = unmatched.getUnmatched().getFirst();
            errors.line("There is no command '" + asked + "'." + Names.didYouMean(near(asked, commandLine, session)));
            errors.line("See all commands: " + call + " --help");
            return;
        }
        var message = wrong.getMessage().strip();
        errors.line(message + (message.endsWith(".") ? "" : "."));
        errors.line("How it is used: " + command + " --help");
    }

    /// Commands that are spelled nearly so; failing that, the scene or the exercise that was named without a command.
    private static List<String> near(String asked, CommandLine commandLine, Session session) {
        var near = Names.near(asked, new ArrayList<>(commandLine.getSubcommands().keySet()));
        if (!near.isEmpty()) {
            return near.stream().map(name -> session.course().call() + " " + name).toList();
        }
        for (var scene : session.scenes().all()) {
            if (Names.same(scene.name(), asked)) {
                return List.of(session.course().call() + " run " + scene.name());
            }
        }
        for (var exercise : session.desk().exercises()) {
            if (Names.same(exercise.name(), asked)) {
                return List.of(session.course().call() + " check " + exercise.name());
            }
        }
        return near;
    }
}
