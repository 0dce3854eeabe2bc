// Mistake: a wizard who fails has found nothing, and the rest go on. Caught by: CalledOff.failureReachesTheCaller
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

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
        try (var scope = StructuredTaskScope.open(Joiner.<List<Integer>>awaitAll())) {
            var wizards = new ArrayList<Subtask<List<Integer>>>();
            for (var section : sections) {
                wizards.add(scope.fork(() -> tryAll(section, spell)));
            }
            scope.join();
            var opening = new ArrayList<Integer>();
            for (var wizard : wizards) {
                if (wizard.state() == Subtask.State.SUCCESS) {
                    opening.addAll(wizard.get());
                }
            }
            return opening;
        }
    }
}
