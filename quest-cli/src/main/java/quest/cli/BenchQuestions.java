package quest.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import quest.cli.bench.Guess;
import quest.cli.bench.Planned;
import quest.cli.bench.Question;

/// Asks for guesses before something is measured. Who has guessed remembers the answer.
final class BenchQuestions {

    private BenchQuestions() {
    }

    /// @param file a lesson's questions; a missing one holds none
    /// @return those that are answered by something of what is planned
    static List<Question> of(Path file, List<Planned> planned) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Question.read(JsonMapper.builder().build().readTree(Sources.read(file))).stream()
                    .filter(question -> planned.stream()
                            .anyMatch(each -> question.isAbout(each.benchmark(), each.params()))).toList();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw QuestException.environment("Cannot read " + file + ": " + e.getMessage());
        }
    }

    /// @param answers what is typed, line by line; null at the end
    static List<Guess> ask(List<Question> questions, Supplier<String> answers, Screen screen) {
        var guesses = new ArrayList<Guess>();
        if (questions.isEmpty()) {
            return guesses;
        }
        screen.line(screen.bold("Before it is measured: what do you expect?")
                + " Enter skips a question, q all others.");
        for (var question : questions) {
            screen.line();
            screen.paragraph("  ", question.question());
            var guess = ask(question, answers, screen);
            if (guess == null) {
                break;
            }
            guesses.addAll(guess);
        }
        screen.line();
        return guesses;
    }

    /// @return the guess; empty for none; null when no more is to be asked
    private static List<Guess> ask(Question question, Supplier<String> answers, Screen screen) {
        while (true) {
            screen.out().print("  your guess, in " + question.unitOfGuess() + ": ");
            screen.out().flush();
            var answer = answers.get();
            if (answer == null || answer.strip().equalsIgnoreCase("q")) {
                return null;
            }
            if (answer.isBlank()) {
                return List.of();
            }
            try {
                return List.of(Guess.parse(question, answer));
            } catch (IllegalArgumentException e) {
                screen.paragraph("  ", Screen.harmless(e.getMessage()));
            }
        }
    }
}
