package quest.tasks.scenes;

import java.time.Duration;
import quest.stage.Stage;

/// How heroes spend their time: asleep, in the stage's time. A test says instead what they wait for.
@FunctionalInterface
interface Pause {

    /// @param who   the hero
    /// @param takes in the stage's time
    void pass(String who, Duration takes) throws InterruptedException;

    static Pause asleepOn(Stage stage) {
        return (_, takes) -> stage.sleep(takes);
    }
}
