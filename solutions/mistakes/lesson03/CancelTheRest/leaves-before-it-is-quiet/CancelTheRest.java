// Mistake: interrupts the others, and does not wait for them. Caught by: CalledOff.endsWhenTheLastHasEnded
package quest.exercises.lesson03;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorCompletionService;
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
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        var done = new ExecutorCompletionService<List<Integer>>(executor);
        try {
            var wizards = new ArrayList<Future<List<Integer>>>();
            for (var section : sections) {
                wizards.add(done.submit(() -> tryAll(section, spell)));
            }
            for (int wizard = 0; wizard < wizards.size(); wizard++) {
                done.take().get();
            }
            var opening = new ArrayList<Integer>();
            for (var wizard : wizards) {
                opening.addAll(wizard.get());
            }
            return opening;
        } finally {
            executor.shutdownNow();
        }
    }
}
