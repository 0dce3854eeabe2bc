package quest.futures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedLoaderTest extends LoopTest {

    private final BoundedLoader loader = new BoundedLoader(loop, 3);
    private int most;
    private int begun;

    private Supplier<CompletableFuture<Integer>> asset(int number, long millis) {
        return () -> {
            begun++;
            most = Math.max(most, loader.inFlight());
            return number < 0 ? failing(new IOException("asset " + number), millis) : Futures.delay(loop, ms(millis), number);
        };
    }

    @Test
    void neverMoreThanTheLimitAreUnderWayAndNeverFewerThanCouldBe() {
        var assets = IntStream.range(0, 10).mapToObj(i -> asset(i, 100)).toList();

        assertThat(await(loader.loadAllOrFail(assets))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(most).isEqualTo(3);
        assertThat(now()).as("ms for 10 loads of 100 ms, 3 at once: 4 rounds").isEqualTo(400);
        assertThat(loader.inFlight()).isZero();
    }

    @Test
    void theOrderOfTheResultsIsThatOfTheArguments() {
        var random = new Random(7);
        var assets = IntStream.range(0, 1000).mapToObj(i -> asset(i, random.nextInt(1, 50))).toList();

        assertThat(await(loader.loadAllOrFail(assets))).isEqualTo(IntStream.range(0, 1000).boxed().toList());
        assertThat(most).isEqualTo(3);
    }

    @Test
    void aFailureLosesNothingButItself() {
        var outcomes = await(loader.loadAll(List.of(asset(1, 10), asset(-2, 20), asset(3, 30), asset(4, 10))));

        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.get(0)).isEqualTo(new Loaded.Value<>(1));
        assertThat(outcomes.get(1)).isInstanceOfSatisfying(Loaded.Failure.class,
                failure -> assertThat(failure.cause()).hasMessage("asset -2"));
        assertThat(outcomes.get(3)).isEqualTo(new Loaded.Value<>(4));
    }

    @Test
    void ifAskedToTheFirstFailureCancelsTheRestAndWhatWaitedNeverBegins() {
        var assets = new ArrayList<Supplier<CompletableFuture<Integer>>>();
        assets.add(asset(-1, 10));
        IntStream.range(0, 20).forEach(i -> assets.add(asset(i, 1000)));

        assertThatThrownBy(() -> await(loader.loadAllOrFail(assets))).hasMessage("asset -1");
        assertThat(now()).isEqualTo(10);
        assertThat(begun).isEqualTo(3);
    }

    @Test
    void cancellingALoadStopsItAndFreesItsPlace() {
        var first = loader.load(asset(1, 1000));
        var second = loader.load(asset(2, 1000));
        loader.load(asset(3, 1000)).cancel(true);
        var fourth = loader.load(asset(4, 10));
        first.cancel(true);
        second.cancel(true);

        assertThat(await(fourth)).isEqualTo(4);
        assertThat(now()).isEqualTo(10);
        assertThatThrownBy(() -> await(first)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aLoadThatThrowsIsAFailureAndFreesItsPlace() {
        var outcomes = await(loader.loadAll(List.of(asset(1, 1), () -> {
            throw new IllegalStateException("cannot even begin");
        })));

        assertThat(outcomes.get(1)).isInstanceOf(Loaded.Failure.class);
        assertThat(loader.inFlight()).isZero();
    }

    @Test
    void aLimitOfZeroIsRefused() {
        assertThatThrownBy(() -> new BoundedLoader(loop, 0)).hasMessageContaining("at least 1, was 0");
    }
}
