package quest.gameserver.position;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import quest.gameserver.position.Positions.Position;

/// What one line of a player means.
sealed interface Command {

    /// Bytes that a line may have, its end not counted.
    int MAX_LINE = 1_024;

    record Move(Position to) implements Command {
    }

    record Quit() implements Command {
    }

    /// @param why what is answered after `ERR `
    record Refused(String why) implements Command {
    }

    Pattern MOVE = Pattern.compile(" *[Mm][Oo][Vv][Ee] +(-?[0-9]+) +(-?[0-9]+) *");
    Pattern QUIT = Pattern.compile(" *[Qq][Uu][Ii][Tt] *");

    /// @param to where the line ends, exclusive
    static Command parse(byte[] bytes, int from, int to) {
        String line;
        try {
            line = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException _) {
            return new Refused("not UTF-8");
        }
        var move = MOVE.matcher(line);
        if (move.matches()) {
            try {
                return new Move(new Position(Integer.parseInt(move.group(1)), Integer.parseInt(move.group(2))));
            } catch (NumberFormatException _) {
                return new Refused("a position goes from %d to %d".formatted(Integer.MIN_VALUE, Integer.MAX_VALUE));
            }
        }
        return QUIT.matcher(line).matches() ? new Quit() : new Refused("expected MOVE <x> <y>");
    }
}
