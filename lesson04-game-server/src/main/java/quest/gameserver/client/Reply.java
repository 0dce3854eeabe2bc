package quest.gameserver.client;

import java.time.Duration;

/// What a message from the server means to the player who reads it.
sealed interface Reply {

    /// The player may begin.
    ///
    /// @param tick how long a tick of the server's game lasts; zero: it does not say
    record Greeting(Duration tick) implements Reply {
    }

    /// This many requests, from the oldest on, are answered as they should be.
    record Answers(int requests) implements Reply {
    }

    /// Something that this player did not ask for, or knows already.
    record News() implements Reply {
    }

    /// News too: what a tick of the game has changed.
    ///
    /// @param tick its number
    record Frame(long tick) implements Reply {
    }

    /// The oldest request is answered, but not as it should be; or nobody asked.
    ///
    /// @param expected in words, for people
    /// @param line     what came instead
    record Wrong(String expected, String line) implements Reply {
    }

    /// What no server should say here. It answers nothing.
    ///
    /// @param expected in words, for people
    /// @param message  what came instead
    record Strange(String expected, String message) implements Reply {
    }

    Reply GREETING = new Greeting(Duration.ZERO);
    Reply NEWS = new News();
    Reply ANSWER = new Answers(1);
}
