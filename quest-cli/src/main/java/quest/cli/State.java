package quest.cli;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far an exercise, or one of its tests, is. The words are those of the result files (`exercises/README.md`); the
/// last two are the command's own.
enum State {
    @JsonProperty("not started") NOT_STARTED("not started"),
    @JsonProperty("started") STARTED("begun"),
    @JsonProperty("wrong") WRONG("wrong"),
    @JsonProperty("hung") HUNG("hangs"),
    @JsonProperty("right") RIGHT("right"),
    @JsonProperty("does not compile") DOES_NOT_COMPILE("does not compile"),

    /// The file has been changed since it was tested.
    UNCHECKED("changed, not checked");

    private final String words;

    State(String words) {
        this.words = words;
    }

    /// How a learner is told.
    String words() {
        return words;
    }
}
