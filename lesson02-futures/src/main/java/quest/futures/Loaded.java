package quest.futures;

/// How one of many loads ended.
public sealed interface Loaded<T> {

    record Value<T>(T value) implements Loaded<T> {
    }

    record Failure<T>(Throwable cause) implements Loaded<T> {
    }
}
