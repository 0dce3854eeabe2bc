package quest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    private static final List<String> EXERCISES =
            List.of("ReadyQueue", "TimerQueue", "FixedTimeStep", "QuestStateMachine", "OffTheLoop", "MiniEventLoop");

    @Test
    void spellingsOfOneNameAreTheSame() {
        assertThat(List.of("ReadyQueue", "readyqueue", "READYQUEUE", "ready-queue", "ready_queue"))
                .allMatch(spelling -> Names.same("ReadyQueue", spelling));
        assertThat(Names.same("ReadyQueue", "TimerQueue")).isFalse();
    }

    @Test
    void aSlipOfTheFingerIsNear() {
        assertThat(Names.near("redy-queue", EXERCISES)).first().isEqualTo("ReadyQueue");
        assertThat(Names.near("ReadyQueu", EXERCISES)).first().isEqualTo("ReadyQueue");
        assertThat(Names.near("OfTheLoop", EXERCISES)).containsExactly("OffTheLoop");
    }

    @Test
    void aPartOfANameIsNear() {
        assertThat(Names.near("ready", EXERCISES)).containsExactly("ReadyQueue");
        assertThat(Names.near("queue", EXERCISES)).containsExactlyInAnyOrder("ReadyQueue", "TimerQueue");
    }

    @Test
    void somethingElseIsNotNear() {
        assertThat(Names.near("dragon", EXERCISES)).isEmpty();
        assertThat(Names.near("", EXERCISES)).isEmpty();
    }

    @Test
    void swappedNeighboursAreOneEdit() {
        assertThat(Names.distance("chekc", "check")).isEqualTo(1);
        assertThat(Names.distance("check", "check")).isZero();
        assertThat(Names.distance("", "abc")).isEqualTo(3);
        assertThat(Names.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void suggestionsReadAsASentence() {
        assertThat(Names.didYouMean(List.of())).isEmpty();
        assertThat(Names.didYouMean(List.of("a"))).isEqualTo(" Did you mean a?");
        assertThat(Names.didYouMean(List.of("a", "b", "c"))).isEqualTo(" Did you mean a, b or c?");
    }
}
