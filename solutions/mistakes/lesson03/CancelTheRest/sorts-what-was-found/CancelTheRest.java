// Mistake: puts the numbers in their own order, which is not that of the sections. Caught by: Search.inTheOrderOfTheSections
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

public final class CancelTheRest {

    public record Section(int first, int last) {

        public Section {
            if (first > last) {
                throw new IllegalArgumentException("the first number must not be above the last, was " + first + " > "
                        + last);
            }
        }
    }

    @FunctionalInterface
    public interface Spell {

        boolean opens(int number) throws InterruptedException;
    }

    private CancelTheRest() {
    }

    public static List<Integer> tryAll(Section section, Spell spell) throws InterruptedException {
        var opening = new ArrayList<Integer>();
        for (int number = section.first(); number <= section.last(); number++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("called off before number " + number);
            }
            if (spell.opens(number)) {
                opening.add(number);
            }
        }
        return opening;
    }

    public static List<Integer> openVault(List<Section> sections, Spell spell) throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<List<Integer>>allSuccessfulOrThrow())) {
            for (var section : sections) {
                scope.fork(() -> tryAll(section, spell));
            }
            return scope.join().flatMap(wizard -> wizard.get().stream()).sorted().toList();
        }
    }
}
