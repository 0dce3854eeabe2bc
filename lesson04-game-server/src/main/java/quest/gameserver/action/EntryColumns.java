package quest.gameserver.action;

import java.time.Instant;
import java.util.Arrays;

/// Entries of a log in columns: to add one makes no object. Guarded by its owner.
final class EntryColumns {

    private long[] clients;
    private String[] actions;
    private RequestLog.Outcome[] outcomes;
    private long[] millis;
    private int size;

    EntryColumns(int capacity) {
        clients = new long[capacity];
        actions = new String[capacity];
        outcomes = new RequestLog.Outcome[capacity];
        millis = new long[capacity];
    }

    int size() {
        return size;
    }

    /// Adds one at the end.
    void add(long client, String action, RequestLog.Outcome outcome, long time) {
        if (size == clients.length) {
            clients = Arrays.copyOf(clients, size * 2);
            actions = Arrays.copyOf(actions, size * 2);
            outcomes = Arrays.copyOf(outcomes, size * 2);
            millis = Arrays.copyOf(millis, size * 2);
        }
        set(size++, client, action, outcome, time);
    }

    /// Puts one in an old one's place.
    void set(int index, long client, String action, RequestLog.Outcome outcome, long time) {
        clients[index] = client;
        actions[index] = action;
        outcomes[index] = outcome;
        millis[index] = time;
    }

    RequestLog.Entry get(int index) {
        return new RequestLog.Entry("c" + clients[index], actions[index], outcomes[index],
                Instant.ofEpochMilli(millis[index]));
    }

    void clear() {
        Arrays.fill(actions, 0, size, null);
        size = 0;
    }
}
