package quest.gameserver.program;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import quest.stage.WrongUsage;

/// A program's arguments: `--name value`, in any order, and `--name` alone for a switch. What is unknown, missing,
/// doubled or out of range is said in words.
public final class Flags {

    private static final Pattern TARGET = Pattern.compile("(?<host>\\[[^\\]]+]|[^:\\[\\]]+):(?<port>[0-9]{1,5})");

    private final Map<String, String> values = new HashMap<>();

    private Flags() {
    }

    /// @param known    the flags that take a value
    /// @param switches those that take none
    /// @throws WrongUsage if there is another argument, a value is missing, or a flag is given twice
    public static Flags parse(List<String> arguments, Set<String> known, Set<String> switches) {
        var flags = new Flags();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            var name = rest.next();
            if (!known.contains(name) && !switches.contains(name)) {
                throw new WrongUsage("there is no argument " + name);
            }
            if (known.contains(name) && !rest.hasNext()) {
                throw new WrongUsage(name + " wants a value after it");
            }
            if (flags.values.put(name, known.contains(name) ? rest.next() : "") != null) {
                throw new WrongUsage(name + " was given twice");
            }
        }
        return flags;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /// @throws WrongUsage if it is no whole number from `least` to `most`
    public int number(String name, int otherwise, int least, int most) {
        var text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new WrongUsage("%s wants a whole number from %d to %d, not %s".formatted(name, least, most, text));
    }

    /// @throws WrongUsage if it is no whole number of 64 bits
    public long longNumber(String name, long otherwise) {
        var text = values.get(name);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new WrongUsage("%s wants a whole number of 64 bits, not %s".formatted(name, text));
        }
    }

    /// @throws WrongUsage if it is no whole number of milliseconds, 0 or more
    public Duration millis(String name) {
        return Duration.ofMillis(number(name, 0, 0, Integer.MAX_VALUE));
    }

    /// What `--host` and `--port` say: this machine alone, unless another address is given.
    ///
    /// @throws WrongUsage if one of them makes no sense
    public InetSocketAddress address(int defaultPort) {
        var host = text("--host", "127.0.0.1");
        try {
            return new InetSocketAddress(InetAddress.getByName(host), number("--port", defaultPort, 0, 65_535));
        } catch (UnknownHostException _) {
            throw new WrongUsage("--host wants a name or an address of this machine, not " + host);
        }
    }

    /// A server somewhere: `host:port`, or `[address]:port` where the address has colons itself.
    ///
    /// @return null if it was not given
    /// @throws WrongUsage if it is no such thing, or there is no such host
    public InetSocketAddress target(String name) {
        var text = values.get(name);
        if (text == null) {
            return null;
        }
        var parts = TARGET.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group("port")) > 65_535) {
            throw new WrongUsage("%s wants host:port, such as 127.0.0.1:5000, not %s".formatted(name, text));
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(parts.group("host")),
                    Integer.parseInt(parts.group("port")));
        } catch (UnknownHostException _) {
            throw new WrongUsage("%s: there is no host %s".formatted(name, parts.group("host")));
        }
    }

    /// @return null if it was not given
    public Path path(String name) {
        return has(name) ? Path.of(values.get(name)) : null;
    }
}
