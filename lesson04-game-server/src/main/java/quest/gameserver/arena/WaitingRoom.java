package quest.gameserver.arena;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Matchmaking: players wait here for an opponent. As soon as two wait, those whose best scores are nearest to each
/// other leave together for a room of their own. On the loop's thread.
final class WaitingRoom {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Facilities facilities;
    private final Rooms rooms;
    private final Map<Member, Integer> waiting = new LinkedHashMap<>();    // and their best scores; null: not known yet
    private boolean tryingAgain;

    WaitingRoom(Facilities facilities, Rooms rooms) {
        this.facilities = facilities;
        this.rooms = rooms;
    }

    boolean hasMember(String name) {
        return waiting.keySet().stream().anyMatch(member -> member.name().equals(name));
    }

    int size() {
        return waiting.size();
    }

    void enter(Member member) {
        waiting.put(member, null);
        member.send(new ServerMessage.Waiting());
        facilities.scores().best(List.of(member.name())).whenComplete((best, failure) -> {
            if (failure != null) {
                facilities.loop().reportException(failure); // an opponent all the same
            }
            if (waiting.containsKey(member)) {
                waiting.put(member, failure == null ? best.getOrDefault(member.name(), 0) : Integer.valueOf(0));
                // At the turn's end: whoever else becomes known in this turn is a candidate too.
                facilities.loop().execute(this::pair);
            }
        });
    }

    void leave(Member member) {
        waiting.remove(member);
    }

    /// While there are as many rooms as there may be, those who wait go on waiting: empty rooms are closed.
    private void pair() {
        while (!rooms.isFull()) {
            var pair = nearest();
            if (pair.isEmpty()) {
                return;
            }
            var room = rooms.openMatch();
            for (var member : pair) {
                waiting.remove(member);
                rooms.enter(room, member);
            }
        }
        if (!nearest().isEmpty() && !tryingAgain) {
            tryingAgain = true;
            facilities.loop().schedule(() -> {
                tryingAgain = false;
                pair();
            }, TRY_AGAIN);
        }
    }

    /// Sorted by score, those who are nearest to each other stand side by side.
    private List<Member> nearest() {
        var byScore = new ArrayList<>(waiting.entrySet().stream().filter(entry -> entry.getValue() != null)
                .sorted(Map.Entry.comparingByValue()).toList());
        int best = -1;
        for (int i = 0; i + 1 < byScore.size(); i++) {
            if (best < 0 || gap(byScore, i) < gap(byScore, best)) {
                best = i;
            }
        }
        return best < 0 ? List.of() : List.of(byScore.get(best).getKey(), byScore.get(best + 1).getKey());
    }

    private static int gap(List<Map.Entry<Member, Integer>> byScore, int i) {
        return byScore.get(i + 1).getValue() - byScore.get(i).getValue();
    }

    /// Says goodbye to all.
    void close(int code, String reason) {
        List.copyOf(waiting.keySet()).forEach(member -> member.close(code, reason));
    }
}
