package quest.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Brings the measurements of each class into an order in which they can be compared: what is compared stands together,
/// under what it has in common.
final class Sections {

    private final List<Measurement> all;
    private final List<Guess> guesses;

    private Sections(List<Measurement> all, List<Guess> guesses) {
        this.all = all;
        this.guesses = guesses;
    }

    static List<Section> of(List<Measurement> all, List<Guess> guesses) {
        var sections = new Sections(all, guesses);
        return grouped(all, each -> each.type() + " " + each.mode() + " "
                + (each.primary().isTime() ? "time" : each.primary().unit()))
                .values().stream().map(sections::section).toList();
    }

    private Section section(List<Measurement> ofClass) {
        var first = ofClass.getFirst();
        var methods = ofClass.stream().map(Measurement::method).distinct().count() > 1;
        var varying = varying(ofClass);
        // The bars of a group differ in a parameter that is no number (a style), failing that in the method.
        var styles = varying.stream().filter(name -> ofClass.stream()
                .anyMatch(each -> !isNumber(each.params().getOrDefault(name, "")))).toList();
        var byStyle = styles.size() == 1;
        var inBars = new LinkedHashSet<String>();
        if (byStyle) {
            inBars.addAll(styles);
        } else if (!methods) {
            inBars.addAll(varying);
        }
        Function<Measurement, String> group = each -> join(byStyle && methods ? each.method() : "",
                params(each, varying, name -> !inBars.contains(name)));
        Function<Measurement, String> bar = each -> byStyle ? each.params().get(styles.getFirst())
                : join(methods ? each.method() : "", params(each, varying, inBars::contains));
        var groups = grouped(ofClass, group);
        if (groups.values().stream().allMatch(each -> each.size() == 1)) { // nothing to compare within a group
            groups = new LinkedHashMap<>(Map.of("", ofClass));
            bar = each -> join(each.method(), params(each, varying, _ -> true));
        }
        return section(first, groups, bar, constants(ofClass, varying));
    }

    private Section section(Measurement first, Map<String, List<Measurement>> groups, Function<Measurement, String> bar,
            String constants) {
        var measured = groups.values().stream().flatMap(List::stream).toList();
        var charts = new ArrayList<Chart>();
        charts.add(new Chart(first.type(), first.primary().isTime() ? "time for each operation" : first.modeInWords(),
                first.primary().unit(), bars(groups, bar, each -> each.primary().value() > 0, each -> new Chart.Bar(
                        bar.apply(each), each.primary().value(), each.primary().valueError(),
                        each.ideal() == null ? Double.NaN : each.ideal().value(), guess(each)))));
        if (measured.stream().anyMatch(each -> each.peakMemory() != null)) {
            charts.add(new Chart(first.type() + ": memory", "peak memory of the JVM", "MiB", bars(groups, bar,
                    each -> each.peakMemory() != null, each -> new Chart.Bar(bar.apply(each),
                            each.peakMemory().score(), each.peakMemory().error(), Double.NaN, Double.NaN))));
        }
        charts.removeIf(chart -> chart.groups().isEmpty());
        return table(first, charts, groups, bar, constants);
    }

    private static List<Chart.Group> bars(Map<String, List<Measurement>> groups, Function<Measurement, String> bar,
            Predicate<Measurement> wanted, Function<Measurement, Chart.Bar> made) {
        var all = new ArrayList<Chart.Group>();
        groups.forEach((title, each) -> all.add(new Chart.Group(title,
                each.stream().filter(wanted).map(made).toList())));
        all.removeIf(group -> group.bars().isEmpty());
        return all;
    }

    private double guess(Measurement measurement) {
        return guesses.stream().filter(guess -> measurement.equals(guess.measured(all))).mapToDouble(Guess::value)
                .findFirst().orElse(Double.NaN);
    }

    private Section table(Measurement first, List<Chart> charts, Map<String, List<Measurement>> groups,
            Function<Measurement, String> bar, String constants) {
        var measured = groups.values().stream().flatMap(List::stream).toList();
        var columns = Column.of(measured, all, guesses);
        var rows = new ArrayList<Section.Row>();
        groups.forEach((title, members) -> {
            var group = title;
            for (var each : members) {
                rows.add(new Section.Row(group, bar.apply(each), columns.stream()
                        .map(column -> column.cell().apply(each)).toList()));
                group = "";
            }
        });
        var names = new ArrayList<>(List.of(""));
        columns.forEach(column -> names.add(column.title()));
        return new Section(first.type(), remark(measured) + constants, charts, names, rows);
    }

    /// @return the mode, forks and iterations, and each of them once
    static String remark(List<Measurement> measured) {
        return measured.stream().map(each -> "%s, %d %s of %d %s%s".formatted(each.modeInWords(), each.forks(),
                each.forks() == 1 ? "fork" : "forks", each.iterations(),
                each.iterations() == 1 ? "iteration" : "iterations",
                each.each().isEmpty() || each.mode().equals("ss") || each.each().startsWith("single") ? ""
                        : " of " + each.each())).distinct()
                .collect(Collectors.joining("; "));
    }

    private static String constants(List<Measurement> ofClass, Set<String> varying) {
        return ofClass.getFirst().params().entrySet().stream().filter(each -> !varying.contains(each.getKey()))
                .map(each -> "; " + each.getKey() + " " + each.getValue()).collect(Collectors.joining());
    }

    /// The parameters that have more than one value.
    static Set<String> varying(List<Measurement> measured) {
        var values = new LinkedHashMap<String, Set<String>>();
        measured.forEach(each -> each.params().forEach((name, value) ->
                values.computeIfAbsent(name, _ -> new TreeSet<>()).add(value)));
        values.values().removeIf(different -> different.size() == 1);
        return values.keySet();
    }

    private static String params(Measurement of, Set<String> varying, Predicate<String> wanted) {
        return of.params().entrySet().stream().filter(each -> varying.contains(each.getKey()))
                .filter(each -> wanted.test(each.getKey())).map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String join(String left, String right) {
        return left.isEmpty() || right.isEmpty() ? left + right : left + ", " + right;
    }

    private static boolean isNumber(String value) {
        return value.matches("-?[\\d.]+");
    }

    private static <T> Map<String, List<T>> grouped(List<T> all, Function<T, String> by) {
        return all.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
    }
}
