package quest.gameserver.client;

/// How a player's messages travel in the bytes of a connection: where each begins and ends, and what is said before the
/// first. Bytes in, calls out: no socket, no clock. One thread's.
interface Framing {

    /// A state of ten thousand players takes a tenth of it.
    int MAX_MESSAGE = 4 * 1024 * 1024;

    /// What it stands between: the connection, and the player who speaks over it.
    interface Ends {

        /// Goes out on the connection.
        void write(byte[] bytes);

        /// A message has come; valid during the call.
        ///
        /// @param to where it ends, exclusive
        void message(byte[] bytes, int from, int to);

        /// The server does not let this player in. Nothing more will come.
        ///
        /// @param why in words, for people
        void turnedAway(String why);

        /// The server has closed in order. Nothing more will come.
        ///
        /// @param why in words, for people
        void goodbye(String why);

        /// What came is something else than this. Nothing more will come.
        ///
        /// @param expected in words, for people
        void broken(String expected, String got);
    }

    /// The connection is there: says what is to be said first.
    void begin(Ends between);

    /// Sends a whole message.
    void send(byte[] message);

    /// Takes what has arrived.
    ///
    /// @param to where it ends, exclusive
    void feed(byte[] bytes, int from, int to);

    /// The server sends nothing more.
    default void inputEnded() {
    }
}
