// Mistake: asks the futures in order, and cancels nobody. Caught by: CalledOff.othersAreInterruptedWhileTheyCompute
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var wizards = new ArrayList<Future<List<Integer>>>();
            for (var section : sections) {
                wizards.add(executor.submit(() -> tryAll(section, spell)));
            }
            var opening = new ArrayList<Integer>();
            for (var wizard : wizards) {
                opening.addAll(wizard.get());
            }
            return opening;
        }
    }
}
