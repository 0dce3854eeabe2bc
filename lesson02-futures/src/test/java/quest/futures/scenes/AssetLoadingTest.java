package quest.futures.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AssetLoadingTest {

    @Test
    void oneAfterTheOtherTakesThreeSeconds() throws Exception {
        assertThat(played().subList(0, 7)).containsExactly(
                "0.00 s loader: begins to load the map",
                "1.00 s loader: has loaded the map",
                "1.00 s loader: begins to load the music",
                "2.00 s loader: has loaded the music",
                "2.00 s loader: begins to load the monsters",
                "3.00 s loader: has loaded the monsters",
                "3.00 s game: has all three");
    }

    @Test
    void togetherTheyTakeOne() throws Exception {
        assertThat(played().subList(7, 14)).containsExactly(
                "0.00 s loader: begins to load the map",
                "0.00 s loader: begins to load the music",
                "0.00 s loader: begins to load the monsters",
                "1.00 s loader: has loaded the map",
                "1.00 s loader: has loaded the music",
                "1.00 s loader: has loaded the monsters",
                "1.00 s game: has all three, in the order in which it asked:\nmap, music, monsters");
    }

    @Test
    void aPlanIsNotAStartAndAnOrphanIsNeverComplete() throws Exception {
        assertThat(played().subList(14, 20)).containsExactly(
                "0.00 s game: has a plan to load the credits, a Supplier",
                "1.00 s game: has waited for nothing: a plan is not a start",
                "1.00 s loader: begins to load the credits",
                "2.00 s loader: has loaded the credits",
                "2.00 s game: awaits a future that nobody works for",
                "3.00 s game: gives up. Without a timeout it would wait for ever");
    }

    @Test
    void onlyThePromiseReportsAFailureThatNobodyLookedAt() throws Exception {
        assertThat(played().subList(20, 26)).containsExactly(
                "1.00 s loader: cannot load the music: CompletableFuture fails",
                "2.00 s game: is silent. Nobody was told, nothing was printed",
                "2.00 s game: asks the future itself: the music is scratched",
                "3.00 s loader: cannot load the map: Promise fails",
                "4.00 s loop: closes",
                "4.00 s loop: reports: nobody looked at this failure:\nthe map is torn");
    }

    @Test
    void nothingElseIsTold() throws Exception {
        assertThat(played()).hasSize(26);
    }

    @Test
    void theSumIsMeasured() {
        assertThat(Rehearsal.printed(new AssetLoading())).contains("One after the other: 3.00 s. Together: 1.00 s.");
    }

    private static List<String> played() throws Exception {
        return Rehearsal.of(new AssetLoading()::play);
    }
}
