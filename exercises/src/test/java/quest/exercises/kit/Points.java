package quest.exercises.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a group of tests is worth. Stands on each `@Nested` class of an exercise's tests: the group earns its points
/// when all its tests pass. Fractions are fine; the groups of an exercise add up to what the exercise is worth.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Points {
    double value();
}
