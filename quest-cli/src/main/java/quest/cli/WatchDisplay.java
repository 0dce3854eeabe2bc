package quest.cli;

/// Where `watch` shows its state: a terminal, or a log. Used by the thread that handles the events.
interface WatchDisplay {

    void show(WatchState state);

    /// Shows what is further down, or up when negative.
    void scroll(int lines);

    /// One screen less a line.
    int page();

    /// Shows from the top again.
    void top();
}
