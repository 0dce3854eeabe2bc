package quest.stage;

/// A short, runnable example with heroes in it. A scene says what it shows, plays, and says at its end what the reader
/// should have noticed.
///
/// A scene's name in the terminal is its class's: `TwoHeroes` is run by `./quest run two-heroes`. Each has a `main` of
/// one line, `Stage.main(this, args)`, so that an IDE can start it too. Scenes are listed for [java.util.ServiceLoader]
/// in `META-INF/services/quest.stage.Scene`, in the order in which a lesson tells them.
public interface Scene {

    /// One line that says what there is to see.
    String title();

    /// What the reader should have noticed. Printed after the scene.
    String remark();

    /// Plays the scene once, on the calling thread, and returns when it is over.
    void play(Stage stage) throws Exception;

    /// The lesson the scene belongs to, 1 to 4.
    int lesson();

    /// Whether all its waiting is on the event loop, so that `--virtual` can play it in no time. A scene that puts real
    /// threads to sleep answers false: it can be played faster (`--speed`), but not without waiting.
    default boolean supportsVirtualTime() {
        return true;
    }

    /// How many times as fast as life it plays if the reader chooses no speed: more than 1 where a scene takes more seconds
    /// than anyone would wait.
    default double defaultSpeed() {
        return 1;
    }

    /// The scene's own arguments, as a usage line such as `[--seed N]`; empty when it takes none.
    default String usage() {
        return "";
    }

    /// The name by which the command knows it: the class's own, in lower case with hyphens.
    default String name() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }
}
