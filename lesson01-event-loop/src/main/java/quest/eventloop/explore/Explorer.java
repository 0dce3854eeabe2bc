package quest.eventloop.explore;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import quest.eventloop.Chooser;
import quest.eventloop.EventLoop;
import quest.eventloop.ReadyOrder;
import quest.eventloop.VirtualClock;

/// Runs a small program in every order in which its steps can run, each exactly once: *stateless model checking*, by depth
/// first search with replay.
///
/// The first run takes the usual order. Each further one repeats the run before it up to the last choice that can be made in
/// another way, makes it so, and takes the usual order from there. When no such choice is left, all orders have been tried.
/// What is chosen is the order of what is ready at the same moment; timers keep their deadlines, and how long something takes
/// is not varied.
///
/// A run that cannot end, because nothing is left that could complete what the program waits for, has failed, and so has one
/// that has too many steps. A step that never returns cannot be helped: it holds up the exploration too.
///
/// May be used by any thread, also by several. Each explores on its own.
public final class Explorer {

    private final int mostSchedules;
    private final int mostSteps;

    /// With limits of 100,000 schedules, which take ten seconds or so if they are short, and of 1,000 steps.
    public Explorer() {
        this(100_000, 1_000);
    }

    /// @param mostSchedules how many to try, at most
    /// @param mostSteps     a run with more is broken off, and has failed
    /// @throws IllegalArgumentException unless both are at least 1
    public Explorer(int mostSchedules, int mostSteps) {
        if (mostSchedules < 1 || mostSteps < 1) {
            throw new IllegalArgumentException("the limits must be at least 1, were %d schedules of %d steps"
                    .formatted(mostSchedules, mostSteps));
        }
        this.mostSchedules = mostSchedules;
        this.mostSteps = mostSteps;
    }

    /// Tries all schedules, within the limit.
    ///
    /// @throws NotDeterministic     if the program does not do the same when the same is chosen
    /// @throws InterruptedException if the calling thread is interrupted
    public Exploration exploreAll(Program program) throws InterruptedException {
        return explore(program, _ -> true);
    }

    /// Tries schedules until one fails, within the limit.
    ///
    /// @throws NotDeterministic     if the program does not do the same when the same is chosen
    /// @throws InterruptedException if the calling thread is interrupted
    public Exploration exploreUntilFailure(Program program) throws InterruptedException {
        return explore(program, Run.Passed.class::isInstance);
    }

    /// Tries schedules as long as somebody wants, within the limit.
    ///
    /// @param goOn told of each run; whether there shall be another
    /// @throws NotDeterministic     if the program does not do the same when the same is chosen
    /// @throws InterruptedException if the calling thread is interrupted
    public Exploration explore(Program program, Predicate<Run> goOn) throws InterruptedException {
        var search = new DepthFirst(mostSteps);
        var tally = new Tally();
        boolean more;
        boolean wanted;
        do {
            var run = run(program, search);
            tally.count(run);
            wanted = goOn.test(run);
            more = search.backtrack();
        } while (more && wanted && tally.schedules < mostSchedules);
        return tally.result(!more);
    }

    /// Runs the program once, in the order that a schedule says.
    ///
    /// @throws ImpossibleSchedule   if the program cannot follow it, up to its end and no further
    /// @throws InterruptedException if the calling thread is interrupted
    public static Run replay(Program program, Schedule schedule) throws InterruptedException {
        var replay = new Replay(schedule);
        var run = run(program, replay);
        replay.checkEnd();
        return run;
    }

    /// Runs the program once, in the order that somebody chooses. What the chooser throws is thrown on.
    ///
    /// @throws InterruptedException if the calling thread is interrupted
    public static Run run(Program program, Chooser chooser) throws InterruptedException {
        var recorder = new Recorder(chooser);
        var failures = new CopyOnWriteArrayList<Throwable>();
        try (var loop = EventLoop.builder().clock(new VirtualClock()).readyOrder(ReadyOrder.chosen(recorder))
                .exceptionHandler(failures::add).build()) {
            program.run(loop);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable thrown) {
            failures.add(thrown);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while a program was explored");
        }
        if (recorder.thrown() instanceof DepthFirst.NoEnd noEnd) {
            failures.add(noEnd);
        } else if (recorder.thrown() != null) {
            throw recorder.thrown();
        }
        return failures.isEmpty() ? new Run.Passed(recorder.schedule(), recorder.steps())
                : new Run.Failed(recorder.schedule(), recorder.steps(), failures.getFirst());
    }

    /// What was found so far.
    private static final class Tally {
        int schedules;
        int failing;
        int foundAfter;
        Run.Failed first;       // null: none failed
        Run.Failed simplest;

        void count(Run run) {
            schedules++;
            if (run instanceof Run.Failed failed) {
                failing++;
                if (first == null) {
                    first = failed;
                    foundAfter = schedules;
                }
                if (simplest == null || failed.schedule().switches() < simplest.schedule().switches()) {
                    simplest = failed;
                }
            }
        }

        Exploration result(boolean complete) {
            return first == null ? new Exploration.Survived(schedules, complete)
                    : new Exploration.Faulty(schedules, complete, failing, foundAfter, first, simplest);
        }
    }
}
