package quest.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import quest.cli.bench.Headline;

/// What of a lesson's benchmarks is to be run.
///
/// @param arguments JMH's: which benchmarks, and what they are told
record BenchSelection(Benchmarks benchmarks, List<String> arguments) {

    static final String HEADLINE = "headline";

    /// Enough to see an order of magnitude.
    private static final List<String> SHORT = List.of("-f", "1", "-wi", "2", "-w", "300ms", "-i", "3", "-r", "300ms");

    /// @param names lessons, `headline`, classes, `Class.method`; none for all, and, if it is to be quick, the headline
    /// @throws QuestException when there is no benchmark of such a name
    static List<BenchSelection> of(List<Benchmarks> all, List<String> names, boolean quick) {
        var whole = new LinkedHashSet<Benchmarks>();
        Map<Benchmarks, Set<String>> some = new LinkedHashMap<>();
        var headline = new LinkedHashSet<Benchmarks>();
        if (names.isEmpty()) {
            all.stream().filter(Benchmarks::hasHeadline).forEach(headline::add);
            if (!quick || headline.isEmpty()) {
                whole.addAll(all);
            }
        }
        for (var name : names) {
            select(name, all, whole, some, headline);
        }
        var selections = new ArrayList<BenchSelection>();
        for (var benchmarks : all) {
            if (whole.contains(benchmarks)) {
                selections.add(new BenchSelection(benchmarks, wholeLesson(benchmarks, quick)));
            } else if (some.containsKey(benchmarks)) {
                var arguments = new ArrayList<>(quick ? SHORT : List.of());
                arguments.addAll(some.get(benchmarks));
                selections.add(new BenchSelection(benchmarks, arguments));
            }
            if (headline.contains(benchmarks)) {
                selections.add(new BenchSelection(benchmarks, benchmarks.headline(quick)));
            }
        }
        return selections;
    }

    private static void select(String asked, List<Benchmarks> all, Set<Benchmarks> whole,
            Map<Benchmarks, Set<String>> some, Set<Benchmarks> headline) {
        var dot = asked.indexOf('.');
        var type = dot < 0 ? asked : asked.substring(0, dot);
        var method = dot < 0 ? "" : Pattern.quote(asked.substring(dot + 1)) + "$";
        var known = new ArrayList<>(List.of(HEADLINE));
        for (var benchmarks : all) {
            if (Names.same(benchmarks.lesson().key(), asked)) {
                whole.add(benchmarks);
                return;
            }
            if (benchmarks.hasHeadline() && (Names.same(asked, HEADLINE) || Names.same(asked, Headline.BENCHMARK))) {
                headline.add(benchmarks);
                return;
            }
            for (var name : benchmarks.classes()) {
                if (Names.same(name, type) || Names.same(name, type + "Benchmark")) {
                    some.computeIfAbsent(benchmarks, _ -> new LinkedHashSet<>())
                            .add("\\.bench\\." + name + "\\." + method);
                    return;
                }
                known.add(name);
            }
        }
        var spoken = known.stream().map(name -> name.replaceFirst("Benchmark$", "")).toList();
        throw QuestException.usage("There is no benchmark '" + asked + "'." + Names.didYouMean(Names.near(type, spoken))
                + "\nThere are: " + String.join(", ", known));
    }

    /// Without the headline, which takes twenty minutes and has a table of its own.
    private static List<String> wholeLesson(Benchmarks benchmarks, boolean quick) {
        var arguments = new ArrayList<String>();
        if (quick) {
            arguments.addAll(SHORT);
            arguments.addAll(benchmarks.headlines());
        }
        if (benchmarks.hasHeadline()) {
            arguments.addAll(List.of("-e", "\\." + Headline.BENCHMARK + "\\."));
        }
        return arguments;
    }

    /// @return the lesson's questions for its readers
    Path questions() {
        return benchmarks.module().resolve("src/test/resources/bench-questions.json");
    }
}
