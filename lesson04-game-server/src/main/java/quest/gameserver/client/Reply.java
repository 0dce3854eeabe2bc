package quest.gameserver.client;

/// What a line from the server means to the player who reads it.
sealed interface Reply {

    /// The player may begin.
    record Greeting() implements Reply {
    }

    /// This many requests, from the oldest on, are answered as they should be.
    record Answers(int requests) implements Reply {
    }

    /// Something that this player did not ask for, or knows already.
    record News() implements Reply {
    }

    /// The oldest request is answered, but not as it should be; or nobody asked.
    ///
    /// @param expected in words, for people
    /// @param line     what came instead
    record Wrong(String expected, String line) implements Reply {
    }

    Reply GREETING = new Greeting();
    Reply NEWS = new News();
    Reply ANSWER = new Answers(1);
}
