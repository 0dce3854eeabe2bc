package quest.eventloop.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Which step came first, which second, and so on, in a form that can be typed: `a.b.b.a`.
///
/// @param choices for each step whose it was: the name, or as much of its beginning as nobody else who is ready shares; and
///                with several of theirs ready which of these, if not the first: `bob#2`
public record Schedule(List<String> choices) {

    private static final Pattern CHOICE = Pattern.compile("[\\p{L}\\p{N}-]+(#[1-9]\\d{0,3})?");

    public Schedule {
        choices = List.copyOf(choices);
    }

    /// Reads what [#toString] writes.
    ///
    /// @throws ImpossibleSchedule if it is none
    public static Schedule parse(String text) {
        var choices = List.of(text.strip().split("\\.", -1));
        for (var choice : choices) {
            if (!CHOICE.matcher(choice).matches()) {
                throw new ImpossibleSchedule("a schedule is names with dots between them, such as a.b.b.a, not '%s'"
                        .formatted(text));
            }
        }
        return new Schedule(choices);
    }

    /// With initials instead of names, if no two of all those who had a choice share one.
    static Schedule of(List<String> choices, Set<String> everybody) {
        var initials = new HashSet<Integer>();
        everybody.forEach(who -> initials.add(who.codePointAt(0)));
        return new Schedule(initials.size() < everybody.size() ? choices
                : choices.stream().map(Schedule::withInitial).toList());
    }

    private static String withInitial(String choice) {
        int number = choice.indexOf('#');
        return choice.substring(0, choice.offsetByCodePoints(0, 1)) + (number < 0 ? "" : choice.substring(number));
    }

    /// The choices that there are among these steps, each by its full name.
    static List<String> choicesAmong(List<Step> ready) {
        var choices = new ArrayList<String>(ready.size());
        var names = new ArrayList<String>(ready.size());
        for (var step : ready) {
            long before = names.stream().filter(step.who()::equals).count();
            names.add(step.who());
            choices.add(before == 0 ? step.who() : step.who() + "#" + (before + 1));
        }
        return choices;
    }

    /// How often somebody else goes on than did before: the fewer, the easier a schedule is to follow.
    public int switches() {
        int switches = 0;
        for (int i = 1; i < choices.size(); i++) {
            if (!whoOf(choices.get(i)).equals(whoOf(choices.get(i - 1)))) {
                switches++;
            }
        }
        return switches;
    }

    static String whoOf(String choice) {
        int number = choice.indexOf('#');
        return number < 0 ? choice : choice.substring(0, number);
    }

    @Override
    public String toString() {
        return String.join(".", choices);
    }
}
