package quest.gameserver.snake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What everybody knows of the snakes: those that live, then those whose corpse lies, each player once.
final class Views {

    private Views() {
    }

    static List<SnakeView> of(Board board, List<Snake> snakes, List<Corpse> corpses) {
        var views = new ArrayList<SnakeView>(snakes.size() + corpses.size());
        for (var snake : snakes) {
            views.add(new SnakeView(snake.player, snake.color, true, snake.score(), board.cell(snake.body.head())));
        }
        if (!corpses.isEmpty()) {
            addDead(board, corpses, views);
        }
        return List.copyOf(views);
    }

    private static void addDead(Board board, List<Corpse> corpses, List<SnakeView> views) {
        var seen = new HashSet<String>();
        views.forEach(view -> seen.add(view.player()));
        for (var corpse : corpses.reversed()) {
            if (seen.add(corpse.player())) {
                views.add(new SnakeView(corpse.player(), corpse.color(), false, corpse.score(),
                        board.cell(corpse.cells()[0])));
            }
        }
    }
}
