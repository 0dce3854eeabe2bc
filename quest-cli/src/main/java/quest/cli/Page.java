package quest.cli;

import java.util.ArrayList;
import java.util.List;

/// One screenful and more: what stands at the top and at the bottom stays there, what is between scrolls.
///
/// @param focus the line of the body that must be seen; -1 for none
record Page(List<String> header, List<String> body, List<String> footer, int focus) {

    /// How far down the body can be scrolled on a terminal this high.
    int furthest(int height) {
        return Math.max(0, body.size() - room(height));
    }

    private int room(int height) {
        return Math.max(1, height - header.size() - footer.size());
    }

    /// What is seen of it: `height` lines, none wider than `width`.
    ///
    /// @param scroll how many lines of the body are above; as many as make sense are taken
    List<String> fit(Screen like, int width, int height, int scroll) {
        var room = room(height);
        var top = Math.clamp(scroll, 0, furthest(height));
        if (focus >= 0) {
            top = Math.clamp(top, Math.max(0, focus - room + 2), Math.max(0, focus - 1));
            top = Math.min(top, furthest(height));
        }
        var seen = new ArrayList<>(body.subList(top, Math.min(body.size(), top + room)));
        while (seen.size() < room) {
            seen.add("");
        }
        if (top + room < body.size()) {
            var below = body.size() - top - room + 1;
            var arrow = like.unicode() ? "↓" : "v";
            seen.set(room - 1, like.dim(arrow + " " + below + " more lines: space, or the arrows"));
        }
        var lines = new ArrayList<>(header);
        lines.addAll(seen);
        lines.addAll(footer);
        // On a terminal too small for all that, the verdict is worth more than what frames it.
        var begin = lines.size() > height ? Math.min(header.size(), lines.size() - height) : 0;
        return lines.subList(begin, Math.min(lines.size(), begin + height)).stream()
                .map(line -> Columns.cut(line, width)).toList();
    }
}
