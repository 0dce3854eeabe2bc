package quest.exercises.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// For a test, or a class of tests, that needs longer than the usual limit of 10 seconds. In seconds of real time.
/// `-Dquest.timeLimit` still raises it, because that is how a busy machine is given patience.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface TimeLimit {
    int value();
}
