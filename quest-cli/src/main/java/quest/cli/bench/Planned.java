package quest.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A benchmark's method, to be measured with certain parameters.
///
/// @param benchmark the class's full name and the method's
public record Planned(String benchmark, Map<String, String> params) {

    private static final Pattern NAME = Pattern.compile("[\\w$.]+\\.[\\w$]+");
    private static final Pattern PARAM = Pattern.compile("\\s+param \"([^\"]+)\" = \\{(.*)}");

    public Planned {
        params = Map.copyOf(params);
    }

    /// @param listed what JMH prints for `-lp`
    /// @return all that JMH would measure, in its order
    public static List<Planned> read(List<String> listed) {
        var all = new ArrayList<Planned>();
        var ofOne = new ArrayList<Planned>();
        for (var line : listed) {
            var param = PARAM.matcher(line);
            if (param.matches()) {
                ofOne = times(ofOne, param.group(1), param.group(2).split(", "));
            } else if (NAME.matcher(line.strip()).matches()) {
                all.addAll(ofOne);
                ofOne = new ArrayList<>(List.of(new Planned(line.strip(), Map.of())));
            }
        }
        all.addAll(ofOne);
        return List.copyOf(all);
    }

    private static ArrayList<Planned> times(List<Planned> all, String name, String[] values) {
        var more = new ArrayList<Planned>();
        for (var each : all) {
            for (var value : values) {
                var params = new LinkedHashMap<>(each.params());
                params.put(name, value);
                more.add(new Planned(each.benchmark(), params));
            }
        }
        return more;
    }
}
